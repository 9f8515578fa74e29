export { createKubernetesGateways, type KubernetesGatewayOptions, type KubernetesGateways } from './gateways.ts';
