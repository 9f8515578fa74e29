import type { Catalogue } from './catalogue-entry.ts';
import { changeErrors } from './change-errors.ts';
import type { ErrorCode } from './error-data.ts';

/** The one catalogue of messages: what happened, why, what to do. */
export const errorCatalogue: Catalogue<ErrorCode> = {
  'invalid-input': {
    what: ({ issues }) =>
      issues.length === 1 && issues[0]
        ? `${issues[0].path || 'The request'}: ${issues[0].message}`
        : `${issues.length} fields are not valid.`,
    why: () => 'The request does not have the form that this route accepts.',
    remedy: () => 'Correct the named fields and send it again. Nothing was changed.',
  },
  'not-signed-in': {
    what: () => 'You are not signed in.',
    why: () => 'The session is missing, expired or was ended.',
    remedy: () => 'Open a sign-in link, or run "rctl login".',
  },
  'sign-in-code-invalid': {
    what: () => 'This sign-in link does not work any more.',
    why: () => 'A link works once and for a limited time, and this one was used, has expired or was never given out.',
    remedy: () => 'Restart Podpass, or take the newest link from its terminal output.',
  },
  'too-many-attempts': {
    what: () => 'Too many sign-in attempts failed.',
    why: () => 'Codes are not accepted from this address for a while, so that nobody can try them out.',
    remedy: ({ retryAfterSeconds }) => `Wait ${retryAfterSeconds} seconds, then use the newest sign-in link.`,
  },
  'not-allowed': {
    what: ({ permission }) => `You may not do this (${permission}).`,
    why: ({ role }) => `Your role is ${role}, and it does not include this permission.`,
    remedy: () => 'Ask an administrator of this console for a role that includes it.',
  },
  'cross-site-request': {
    what: () => 'The request was refused because it came from another site.',
    why: () => 'Changes are accepted only from pages of this console, so that no other page can act in your name.',
    remedy: () => 'Repeat the action in the console itself; behind a proxy, check that it keeps the Host header.',
  },
  'too-large': {
    what: ({ limit }) => `The request is larger than ${limit}.`,
    why: () => 'Large bodies are refused before they are read.',
    remedy: () => 'Split the input into smaller parts.',
  },
  'route-not-found': {
    what: ({ method, path }) => `There is no ${method} ${path}.`,
    why: () => 'The address is not part of this API.',
    remedy: () => 'See /api/openapi.json for all routes.',
  },
  'cluster-not-found': {
    what: ({ cluster }) => `There is no cluster ${cluster}.`,
    why: () => 'EKS does not know it in this account and region: it was deleted, or the name is misspelt.',
    remedy: () => 'Choose a cluster from the list, and check the region.',
  },
  'association-not-found': {
    what: ({ associationId, cluster }) => `Cluster ${cluster} has no association ${associationId}.`,
    why: () => 'It was deleted, perhaps by somebody else or with its add-on.',
    remedy: () => 'Refresh the list.',
  },
  'association-exists': {
    what: ({ namespace, serviceAccount }) => `${namespace}/${serviceAccount} already has an association.`,
    why: ({ roleArn }) =>
      `EKS keeps one association per service account${roleArn ? `; this one gives it ${roleArn}` : ''}.`,
    remedy: () => 'Edit the existing association instead of adding another.',
  },
  'association-owned-by-addon': {
    what: ({ associationId, addon }) => `Association ${associationId} belongs to the add-on ${addon}.`,
    why: () => "The add-on's next update would overwrite a direct edit.",
    remedy: () => 'Change it through the add-on.',
  },
  'role-not-found': {
    what: ({ role }) => `There is no IAM role ${role}.`,
    why: () => 'IAM does not know the role in this account: it was deleted, or the ARN is misspelt.',
    remedy: () => 'Pick a role from the list, or create a new one.',
  },
  'role-exists': {
    what: ({ role }) => `There is already an IAM role named ${role}.`,
    why: () => 'Role names are unique in the account, whatever their path.',
    remedy: () => 'Use the existing role, or choose another name.',
  },
  'role-in-use': {
    what: ({ role }) => `IAM role ${role} cannot be deleted yet.`,
    why: () => 'Policies or instance profiles are still attached to it.',
    remedy: () => 'Detach them first.',
  },
  'policy-not-found': {
    what: ({ policy }) => `There is no IAM policy ${policy}.`,
    why: () => 'IAM does not know a policy of this ARN.',
    remedy: () => 'Check the ARN; AWS managed policies have the account part "aws".',
  },
  'addon-not-found': {
    what: ({ addon, cluster }) => `The add-on ${addon} is not installed on ${cluster}.`,
    why: () => 'It was never installed as an EKS add-on, or it was removed.',
    remedy: () => 'Install it first.',
  },
  'addon-version-not-found': {
    what: ({ addon, version, region }) => `EKS does not offer the add-on ${addon} in version ${version} in ${region}.`,
    why: () => 'There is no such add-on or version, or EKS has taken it out of its catalogue.',
    remedy: () => 'Choose one of the versions that are listed for the add-on.',
  },
  'addon-exists': {
    what: ({ addon, cluster }) => `The add-on ${addon} is already installed on ${cluster}.`,
    why: () => 'Somebody installed it in the meantime, or an earlier attempt went through.',
    remedy: () => 'Refresh the page.',
  },
  'addon-failed': {
    what: ({ addon, cluster }) => `The add-on ${addon} did not become active on ${cluster}.`,
    why: ({ issues }) => (issues.length > 0 ? `EKS reports: ${issues.join('; ')}` : 'EKS gives no further reason.'),
    remedy: () => 'Remove the cause that EKS names, then try again.',
  },
  'cluster-exists': {
    what: ({ cluster }) => `There is already a cluster ${cluster}.`,
    why: () => 'It was not made from this configuration, so it is left alone.',
    remedy: () => 'Choose another name.',
  },
  'cluster-protected': {
    what: ({ cluster }) => `The cluster ${cluster} is protected against deletion.`,
    why: () => 'EKS deletes no cluster while its deletion protection is on, and it was turned on meanwhile.',
    remedy: ({ cluster }) =>
      `Turn it off (aws eks update-cluster-config --name ${cluster} --no-deletion-protection), then try again.`,
  },
  'cluster-in-use': {
    what: ({ cluster }) => `The cluster ${cluster} cannot be deleted while there is something in it.`,
    why: ({ by }) => `EKS deletes no cluster that has nodes, and these do not go by themselves: ${by.join(', ')}.`,
    remedy: () => 'Delete it, if nobody needs it any more, then try again.',
  },
  'cluster-failed': {
    what: ({ cluster, status }) => `The cluster ${cluster} is ${status}.`,
    why: ({ issues = [] }) =>
      issues.length > 0
        ? `EKS reports: ${issues.join('; ')}`
        : 'EKS could not bring it into the state that was waited for, and gives no reason.',
    remedy: () => 'Remove the cause, then retry: what is left of a cluster that failed to be made is cleared away.',
  },
  'stack-failed': {
    what: ({ stack, status }) => `The stack ${stack} is ${status}.`,
    why: ({ reasons }) =>
      reasons.length > 0 ? `CloudFormation reports: ${reasons.join('; ')}` : 'CloudFormation gives no further reason.',
    remedy: () => 'Remove the cause that CloudFormation names, then retry: what is left of the stack is cleared away.',
  },
  'node-group-failed': {
    what: ({ nodeGroup, cluster }) => `The node group ${nodeGroup} of ${cluster} is not as it should be.`,
    why: ({ issues }) => (issues.length > 0 ? `EKS reports: ${issues.join('; ')}` : 'EKS gives no further reason.'),
    remedy: () => 'Remove the cause that EKS names, then retry: a group that failed is made anew.',
  },
  'fargate-profile-failed': {
    what: ({ profile, cluster }) => `The Fargate profile ${profile} of ${cluster} is not as it should be.`,
    why: ({ status, issues = [] }) => [`EKS says that it is ${status}.`, ...issues].join(' '),
    remedy: () => 'Look at its subnets and at its role, then retry: a profile that failed is made anew.',
  },
  'component-failed': {
    what: ({ component, cluster }) => `The blueprint's component ${component} does not run in ${cluster} as it should.`,
    why: ({ issues }) =>
      issues.length > 0 ? `Kubernetes reports: ${issues.join('; ')}` : 'Kubernetes gives no reason.',
    remedy: () => 'Look at its pods in the namespace podpass-system: nodes that are full, or an image out of reach.',
  },
  'operation-not-found': {
    what: ({ id }) => `There is no operation ${id}.`,
    why: () => 'The id is wrong, or its record was removed.',
    remedy: () => 'Look it up in the audit log.',
  },
  'role-trust-invalid': {
    what: ({ role }) => `EKS refuses ${role}: its trust policy does not let pods use it.`,
    why: ({ detail }) => detail,
    remedy: () => 'Use "Fix trust policy" to add the pods.eks.amazonaws.com statement.',
  },
  'role-not-visible-yet': {
    what: ({ role }) => `EKS does not see ${role} yet.`,
    why: () => 'IAM changes take some seconds to reach other services; this one has not arrived after two minutes.',
    remedy: () => 'Try again in a minute.',
  },
  'role-unmodifiable': {
    what: ({ role }) => `IAM role ${role} cannot be changed.`,
    why: () => 'It is a service-linked role that only its service may change.',
    remedy: () => 'Choose or create another role.',
  },
  'policy-malformed': {
    what: () => 'IAM refuses the policy document.',
    why: ({ detail }) => detail,
    remedy: () => 'Correct the document and try again.',
  },
  'trust-policy-too-large': {
    what: ({ role, size, limit }) =>
      `The trust policy of ${role} would be too large${size && limit ? ` (${size} of ${limit} characters)` : ''}.`,
    why: () => 'IAM limits the length of a trust policy, white space not counted (quota L-C07B4B0D).',
    remedy: () => 'Raise the quota, remove statements that are no longer needed, or use a role per cluster.',
  },
  'aws-quota-exceeded': {
    what: ({ service }) => `A quota of ${service} is used up.`,
    why: ({ detail }) => detail,
    remedy: () => 'Remove what is not needed, or ask AWS for a higher quota.',
  },
  'aws-conflict': {
    what: ({ service, operation }) => `${service} refused ${operation} because of another change.`,
    why: ({ detail }) => detail,
    remedy: () => 'Wait until the other change is through, refresh, and try again.',
  },
  'aws-access-denied': {
    what: ({ service, operation }) => `AWS does not allow ${service}:${operation}.`,
    why: ({ detail }) => detail,
    remedy: ({ service, operation }) =>
      `Give the identity that Podpass uses the permission for ${service}:${operation}.`,
  },
  'aws-credentials-missing': {
    what: () => 'Podpass has no AWS credentials.',
    why: ({ detail }) => detail,
    remedy: () => 'Set a profile, environment variables or an instance role, and start Podpass again.',
  },
  'aws-credentials-expired': {
    what: () => 'The AWS credentials that Podpass uses have expired.',
    why: () => 'Temporary credentials end; nothing renewed them.',
    remedy: () => 'Renew them (for example "aws sso login") and try again.',
  },
  'aws-throttled': {
    what: ({ service, operation }) => `AWS kept throttling ${service}:${operation}.`,
    why: () => 'The account makes more calls than AWS allows, and waiting did not help.',
    remedy: () => 'Try again in a minute; look for other tools that poll the same account.',
  },
  'aws-unavailable': {
    what: ({ service, operation }) => `${service} did not answer ${operation}.`,
    why: ({ detail }) => detail,
    remedy: () => 'Try again; check the network and the AWS health page if it stays so.',
  },
  'aws-invalid-request': {
    what: ({ service, operation }) => `${service} refused ${operation}.`,
    why: ({ detail }) => detail,
    remedy: () => 'Correct the named value and try again.',
  },
  'aws-not-found': {
    what: ({ service, operation }) => `${service} does not know what ${operation} names.`,
    why: ({ detail }) => detail,
    remedy: () => 'Refresh: it may have been deleted.',
  },
  'kubernetes-unreachable': {
    what: ({ cluster }) => `The Kubernetes API of ${cluster} does not answer.`,
    why: ({ detail }) => detail,
    remedy: () =>
      'If the endpoint is private or limited to some CIDRs, run Podpass where it can reach it. AWS-side work goes on without it.',
  },
  'kubernetes-unauthorized': {
    what: ({ cluster }) => `The Kubernetes API of ${cluster} does not know the identity that Podpass uses.`,
    why: () => 'The IAM identity has no access entry on this cluster.',
    remedy: () =>
      "Create an access entry for it, for example with AmazonEKSAdminViewPolicy to read and AmazonEKSEditPolicy to change. If the cluster's authentication mode is CONFIG_MAP, it has no access entries: add the identity to its aws-auth config map.",
  },
  'kubernetes-forbidden': {
    what: ({ cluster, verb, resource }) => `Podpass may not ${verb} ${resource} on ${cluster}.`,
    why: ({ detail }) => detail,
    remedy: () => 'Associate an access policy with its access entry that includes this.',
  },
  'kubernetes-not-admitted': {
    what: ({ cluster, verb, resource }) => `${cluster} does not admit it to ${verb} ${resource}.`,
    why: ({ detail }) => detail,
    remedy: () => 'Make room for it in the quota, limit or policy of the namespace that is named, then try again.',
  },
  'kubernetes-not-found': {
    what: ({ cluster, resource, name }) => `Cluster ${cluster} has no ${resource} ${name}.`,
    why: () => 'It was deleted, or the name is misspelt.',
    remedy: () => 'Refresh the page.',
  },
  'kubernetes-exists': {
    what: ({ cluster, resource, name }) => `Cluster ${cluster} already has a ${resource} ${name}.`,
    why: () => 'Somebody created it in the meantime.',
    remedy: () => 'Refresh the page.',
  },
  'kubernetes-conflict': {
    what: ({ resource, name }) => `${resource} ${name} was changed by somebody else at the same time.`,
    why: () => 'The object had a newer version than the one that was read.',
    remedy: () => 'Try again.',
  },
  'kubernetes-invalid': {
    what: ({ cluster }) => `The Kubernetes API of ${cluster} refuses the request.`,
    why: ({ detail }) => detail,
    remedy: () => 'Correct the named value and try again.',
  },
  ...changeErrors,
  'config-not-found': {
    what: ({ id }) => `There is no configuration ${id}.`,
    why: () => 'It was deleted, perhaps by somebody else, or the id is wrong.',
    remedy: () => 'Choose one from the list. To keep your text, save it as a new configuration.',
  },
  'config-revision-not-found': {
    what: ({ number, id }) => `Configuration ${id} has no revision ${number}.`,
    why: () => 'Revisions count from 1 to the newest one, and this number is not among them.',
    remedy: () => 'Choose one from the list of revisions.',
  },
  'config-conflict': {
    what: ({ what, by, version, at }) => {
      if (what === 'revision') return `${by} has saved revision ${version} in the meantime (${at}).`;
      return version === 0
        ? `The draft that you worked on is no longer there: ${by} saved or discarded it (${at}).`
        : `${by} has saved another draft in the meantime (version ${version}, ${at}).`;
    },
    why: () => 'Your text is based on what was there before. Saving it would undo the work of somebody else unseen.',
    remedy: () => 'Compare both texts, take over what you need, then save again. Nothing was changed.',
  },
  'config-invalid': {
    what: ({ errors }) => `The configuration has ${errors === 1 ? 'an error' : `${errors} errors`}.`,
    why: ({ diagnostics }) => {
      const first = diagnostics.find(({ severity }) => severity === 'error');
      return first ? `Line ${first.range.start.line}: ${first.message}` : 'A revision must not have errors.';
    },
    remedy: () => 'Correct them and save again; the draft keeps your text until then.',
  },
  'config-too-large': {
    what: ({ bytes }) => `The configuration has ${bytes} bytes.`,
    why: ({ limit }) => `A configuration may have ${limit} at most.`,
    remedy: () => 'Take out what does not belong to it, for example an appended second file.',
  },
  'config-check-timeout': {
    what: () => 'The configuration could not be checked in time.',
    why: ({ seconds }) => `Checking took more than ${seconds} seconds: the text is unusually large or nested.`,
    remedy: () => 'Simplify it, or try again when the server is less busy. The draft keeps your text.',
  },
  'blueprint-not-found': {
    what: ({ blueprint }) => `There is no blueprint ${blueprint}.`,
    why: () => 'The name or version is misspelt, or it was never created.',
    remedy: () => 'Choose one from the list of blueprints.',
  },
  'blueprint-exists': {
    what: ({ blueprint }) => `There is already a blueprint named ${blueprint}.`,
    why: () => 'Configurations name blueprints by their names, so each can exist only once.',
    remedy: () => 'Add a version to it, or choose another name.',
  },
  'blueprint-read-only': {
    what: ({ blueprint }) => `The blueprint ${blueprint} cannot be changed.`,
    why: () => 'It comes with Podpass, and clusters rely on what it means.',
    remedy: () => 'Create a blueprint of your own that is based on it.',
  },
  'store-unavailable': {
    what: () => 'The database does not answer.',
    why: ({ detail }) => detail,
    remedy: () => 'Check that PostgreSQL is running and that DATABASE_URL is right.',
  },
  internal: {
    what: () => 'Something went wrong inside Podpass.',
    why: () => 'This is a defect of Podpass, not of your input.',
    remedy: ({ reference }) => `Report it with the reference ${reference}, which the log also has.`,
  },
};
