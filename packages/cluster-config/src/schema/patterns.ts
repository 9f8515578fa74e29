import type { TextPattern } from './field.ts';

/** RFC 1123 label: namespaces. */
export const DNS_LABEL = /^(?=.{1,63}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
/** RFC 1123 subdomain: service account names. */
export const DNS_SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Roles may have a path; names are word characters and `+=,.@-`, at most 64 (IAM's own model). */
export const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\u0021-\u007e]+\/)?[\w+=,.@-]{1,64}$/;
/** AWS's own policies have `aws` where an account would stand. */
export const POLICY_ARN = /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/(?:[\u0021-\u007e]+\/)?[\w+=,.@-]{1,128}$/;

export const ROLE_ARN_PATTERN: TextPattern = {
  regex: ROLE_ARN,
  says: 'the ARN of an IAM role, like arn:aws:iam::111122223333:role/name',
};

export const POLICY_ARN_PATTERN: TextPattern = {
  regex: POLICY_ARN,
  says: 'the ARN of an IAM policy, like arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
};

/** EKS's model: letters, digits, hyphen and underscore; the console and eksctl refuse the underscore. */
export const CLUSTER_NAME: TextPattern = {
  regex: /^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/,
  says: 'up to 100 letters, digits and hyphens, starting with a letter or digit',
};

export const REGION: TextPattern = {
  regex: /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/,
  says: 'an AWS region, like us-west-2',
};

export const KUBERNETES_VERSION: TextPattern = {
  regex: /^(?:1\.\d{1,2}|latest|auto)$/,
  says: 'a Kubernetes minor version, like "1.33"',
};

export const ADDON_NAME: TextPattern = {
  regex: /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
  says: 'the name of an EKS add-on, like vpc-cni',
};

export const ROLE_NAME: TextPattern = {
  regex: /^[\w+=,.@-]{1,64}$/,
  says: 'the name of an IAM role: up to 64 letters, digits and +=,.@-_',
};

export const IPV4_CIDR: TextPattern = {
  regex: /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:3[0-2]|[12]?\d)$/,
  says: 'an IPv4 range, like 192.168.0.0/16',
};

export const ANY_CIDR: TextPattern = {
  regex: /^(?:(?:\d{1,3}\.){3}\d{1,3}\/(?:3[0-2]|[12]?\d)|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\/(?:12[0-8]|1[01]\d|\d{1,2}))$/,
  says: 'an address range, like 10.0.0.0/16',
};

export const LAUNCH_TEMPLATE_VERSION: TextPattern = {
  regex: /^[1-9]\d*$/,
  says: 'the number of a launch template version, in quotes, like "1"',
};
