/** A component as the client wraps it: `yaml` as PyYAML dumps it, keys sorted, with the name and uuid that count. */
export function wrapped(type: string, flavor: string, yaml: string) {
  const field = (key: string) => new RegExp(`^${key}: '?([^'\\n]*)`, 'm').exec(yaml)?.[1] ?? '';
  const config = Buffer.from(yaml).toString('base64');
  return { type, flavor, name: field('name'), uuid: field('uuid'), config };
}

const VAULT = '45eb15e1-c8f2-4cb6-ac86-ec3d26b4854e';

export const airflow = wrapped(
  'orchestrator',
  'airflow',
  "airflow_home: ''\nname: night train\nuuid: 0b6f1f3a-71a1-4b0c-9a55-3a0d4b6c7f10\n",
);
export const kubeflow = wrapped(
  'orchestrator',
  'kubeflow',
  'custom_docker_base_image_name: null\nkubeflow_pipelines_ui_port: 8080\nkubernetes_context: lab\nname: kf\nskip_cluster_provisioning: false\nuuid: 2f1c7a54-93f4-4f39-8d4e-7c2f6f0f1a11\n',
);
export const mysql = wrapped(
  'metadata_store',
  'mysql',
  'database: metadata\nhost: db.example.org\nname: shared\npassword: hunter2\nport: 3306\nuuid: 7a3d9c1e-5b2f-4d68-8f0e-9b1c2d3e4f12\n',
);
export const bucket = wrapped(
  'artifact_store',
  's3',
  `client_kwargs: {}\nkey: AKIA\nname: bucket\npath: s3://greenhouse\nsecret: hunter2\nuuid: ${VAULT}\n`,
);
export const registry = wrapped(
  'container_registry',
  'dockerhub',
  'name: hub\nuri: docker.io/greenhouse\nuuid: 91a7c3e2-1d4b-4c5f-a6e7-0f1e2d3c4b13\n',
);
export const tracker = wrapped(
  'experiment_tracker',
  'mlflow',
  'name: mlflow\ntracking_uri: http://mlflow.example.org\ntracking_username: ada\nuuid: c4d5e6f7-0a1b-4c2d-8e3f-405162738414\n',
);
/** Of a client of 0.11, with fields that 0.8.1 does not know. */
export const annotator = wrapped(
  'annotator',
  'label_studio',
  'authentication_secret: label-studio\nname: labels\nport: 8093\nuuid: d5e6f708-1b2c-4d3e-9f40-516273849515\n',
);
/** Letters beyond ASCII, as PyYAML escapes them and as people write them. */
export const slack = wrapped(
  'alerter',
  'slack',
  'default_slack_channel_id: "\\xDCbersicht"\nname: gärtnerei\nslack_token: xoxb-1\nuuid: e6f70819-2c3d-4e4f-8051-627384950616\n',
);

/** The stack of `zenml stack register`. */
export const cloud = { name: 'cloud', components: [airflow, mysql, bucket, registry] };
/** As it reads in `/stack-configurations`. */
export const cloudNames = {
  orchestrator: 'night train',
  metadata_store: 'shared',
  artifact_store: 'bucket',
  container_registry: 'hub',
};
