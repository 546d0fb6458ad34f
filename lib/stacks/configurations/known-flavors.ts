import type { ComponentType } from '@/db/queries/components';

export type { ComponentType };

/** A configuration field of a flavor, as ZenML 0.8.1 declares it. */
export interface FlavorField {
  readonly name: string;
  readonly kind: 'text' | 'whole' | 'flag' | 'mapping';
  readonly isRequired: boolean;
  /** What the client takes when the field is absent; null for nothing. */
  readonly initial: string | number | boolean | null;
}

/** A flavor that the client brings along. Never shown on its wire: it would take ours for custom code. */
export interface KnownFlavor {
  readonly type: ComponentType;
  readonly name: string;
  /** `built-in`, or the integration that has to be installed. */
  readonly integration: string;
  readonly fields: readonly FlavorField[];
}

const text = (name: string, initial: string | null = null): FlavorField => ({
  name,
  kind: 'text',
  isRequired: false,
  initial,
});
const required = (name: string, kind: FlavorField['kind'] = 'text'): FlavorField => ({
  name,
  kind,
  isRequired: true,
  initial: null,
});
const whole = (name: string, initial: number | null = null): FlavorField => ({
  name,
  kind: 'whole',
  isRequired: false,
  initial,
});
const flag = (name: string, initial: boolean): FlavorField => ({
  name,
  kind: 'flag',
  isRequired: false,
  initial,
});
const mapping = (name: string): FlavorField => ({ name, kind: 'mapping', isRequired: false, initial: null });

const flavor = (
  type: ComponentType,
  name: string,
  integration: string,
  ...fields: FlavorField[]
): KnownFlavor => ({ type, name, integration, fields });
const BUILT_IN = 'built-in';
const registry = (name: string, integration = BUILT_IN): KnownFlavor =>
  flavor('container_registry', name, integration, required('uri'));

/** Flavors and their fields in the registry of ZenML 0.8.1. Later clients know more: unknown fields are kept. */
export const KNOWN_FLAVORS: readonly KnownFlavor[] = [
  flavor('alerter', 'slack', 'slack', required('slack_token'), text('default_slack_channel_id')),
  flavor('orchestrator', 'local', BUILT_IN),
  flavor('orchestrator', 'airflow', 'airflow', text('airflow_home', '')),
  flavor(
    'orchestrator',
    'kubeflow',
    'kubeflow',
    text('custom_docker_base_image_name'),
    whole('kubeflow_pipelines_ui_port', 8080),
    text('kubeflow_hostname'),
    text('kubernetes_context'),
    flag('synchronous', false),
    flag('skip_local_validations', false),
    flag('skip_cluster_provisioning', false),
    flag('skip_ui_daemon_provisioning', false),
  ),
  flavor('metadata_store', 'sqlite', BUILT_IN, required('uri'), flag('upgrade_migration_enabled', true)),
  flavor(
    'metadata_store',
    'mysql',
    BUILT_IN,
    required('host'),
    required('port', 'whole'),
    required('database'),
    text('username'),
    text('password'),
    text('secret'),
    flag('upgrade_migration_enabled', true),
  ),
  flavor(
    'metadata_store',
    'kubeflow',
    'kubeflow',
    text('host', '127.0.0.1'),
    whole('port', 8081),
    flag('upgrade_migration_enabled', false),
  ),
  flavor('artifact_store', 'local', BUILT_IN, required('path')),
  flavor('artifact_store', 'azure', 'azure', required('path')),
  flavor('artifact_store', 'gcp', 'gcp', required('path')),
  flavor(
    'artifact_store',
    's3',
    's3',
    required('path'),
    text('key'),
    text('secret'),
    text('token'),
    mapping('client_kwargs'),
    mapping('config_kwargs'),
    mapping('s3_additional_kwargs'),
  ),
  ...['default', 'azure', 'dockerhub', 'gcp', 'github', 'gitlab'].map((name) => registry(name)),
  registry('aws', 'aws'),
  flavor(
    'step_operator',
    'azureml',
    'azureml',
    required('subscription_id'),
    required('resource_group'),
    required('workspace_name'),
    required('compute_target_name'),
    text('environment_name'),
    text('docker_base_image'),
    text('tenant_id'),
    text('service_principal_id'),
    text('service_principal_password'),
  ),
  flavor(
    'step_operator',
    'sagemaker',
    'sagemaker',
    required('role'),
    required('instance_type'),
    text('base_image'),
    text('bucket'),
    text('experiment_name'),
  ),
  flavor(
    'step_operator',
    'vertex',
    'vertex',
    required('region'),
    text('project'),
    text('accelerator_type'),
    whole('accelerator_count', 0),
    text('machine_type', 'n1-standard-4'),
    text('base_image'),
    text('encryption_spec_key_name'),
    text('service_account_path'),
  ),
  flavor(
    'feature_store',
    'feast',
    'feast',
    text('online_host', 'localhost'),
    whole('online_port', 6379),
    required('feast_repo'),
  ),
  flavor('secrets_manager', 'local', BUILT_IN, text('secrets_file', '')),
  flavor('secrets_manager', 'aws', 'aws', text('region_name', 'us-east-1')),
  flavor('secrets_manager', 'gcp_secrets_manager', 'gcp_secrets_manager', required('project_id')),
  flavor('model_deployer', 'mlflow', 'mlflow', text('service_path', '')),
  flavor(
    'model_deployer',
    'seldon',
    'seldon',
    required('base_url'),
    text('kubernetes_context'),
    text('kubernetes_namespace'),
    text('secret'),
  ),
  flavor(
    'experiment_tracker',
    'mlflow',
    'mlflow',
    text('tracking_uri'),
    text('tracking_username'),
    text('tracking_password'),
    text('tracking_token'),
    flag('tracking_insecure_tls', false),
  ),
  flavor('experiment_tracker', 'wandb', 'wandb', required('api_key'), text('entity'), text('project_name')),
];

/** The flavor of this type and name that clients bring along, or null. */
export const knownFlavor = (type: ComponentType, name: string): KnownFlavor | null =>
  KNOWN_FLAVORS.find((known) => known.type === type && known.name === name) ?? null;
