import { type Field, flag, list, object, settings, text } from './field.ts';
import { POLICY_ARN_PATTERN } from './patterns.ts';

/** The same seven names for IRSA accounts, associations and add-ons (reference §1.5). */
export function wellKnownPolicies(): Field {
  return object('Ready-made permissions for common controllers.', {
    imageBuilder: flag('Push and pull images: the managed policy AmazonEC2ContainerRegistryPowerUser.'),
    autoScaler: flag('What the Cluster Autoscaler needs to read and scale Auto Scaling groups.'),
    awsLoadBalancerController: flag(
      'What the AWS Load Balancer Controller needs for load balancers and security groups.',
    ),
    externalDNS: flag('Change and list Route 53 record sets.'),
    certManager: flag('Solve DNS01 challenges in Route 53.'),
    ebsCSIController: flag('The managed policy AmazonEBSCSIDriverPolicy.'),
    efsCSIController: flag('Create, tag and delete EFS access points of this cluster.'),
  });
}

export function inlinePolicy(description: string): Field {
  return settings(description);
}

export function policyArns(description: string): Field {
  return list(description, text('The ARN of a managed policy.', { notEmpty: true }));
}

/** For places without a rule of their own: the schema itself checks the form of each ARN. */
export function checkedPolicyArns(description: string): Field {
  return list(description, text('The ARN of a managed policy.', { pattern: POLICY_ARN_PATTERN }));
}
