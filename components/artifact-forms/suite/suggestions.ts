/** Measurements of the Python client that a suite can name, with what each makes; others are typed. */
export const MEASUREMENTS: readonly (readonly [measurement: string, output: string])[] = [
  ['mlte.measurement.external_measurement.ExternalMeasurement', ''],
  ['mlte.measurement.import_measurement.ImportMeasurement', 'mlte.evidence.types.opaque.Opaque'],
  [
    'mlte.measurement.cpu.local_process_cpu_utilization.LocalProcessCPUUtilization',
    'mlte.measurement.cpu.local_process_cpu_utilization.CPUStatistics',
  ],
  [
    'mlte.measurement.memory.local_process_memory_utilization.LocalProcessMemoryUtilization',
    'mlte.measurement.memory.local_process_memory_utilization.MemoryStatistics',
  ],
  [
    'mlte.measurement.memory.nvidia_gpu_memory_utilization.NvidiaGPUMemoryUtilization',
    'mlte.measurement.memory.nvidia_gpu_memory_utilization.NvidiaGPUMemoryStatistics',
  ],
  [
    'mlte.measurement.power.nvidia_gpu_power_utilization.NvidiaGPUPowerUtilization',
    'mlte.measurement.power.nvidia_gpu_power_utilization.NvidiaGPUPowerStatistics',
  ],
  ['mlte.measurement.storage.local_object_size.LocalObjectSize', 'mlte.evidence.types.real.Real'],
];

/** What measurements make: the kinds of evidence, and what the built-in measurements above make. */
export const OUTPUTS: readonly string[] = [
  ...['real.Real', 'integer.Integer', 'string.String', 'array.Array', 'image.Image', 'opaque.Opaque'].map(
    (name) => `mlte.evidence.types.${name}`,
  ),
  ...MEASUREMENTS.map(([, output]) => output).filter((output) => output.startsWith('mlte.measurement.')),
];
