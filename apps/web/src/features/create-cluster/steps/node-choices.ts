/** Families that most people choose; any other can be written. */
export const amiFamilies = [
  { value: 'AmazonLinux2023', description: 'The default of EKS' },
  { value: 'Bottlerocket', description: 'Made for containers, read-only root' },
  { value: 'AmazonLinux2', description: 'Up to Kubernetes 1.32' },
  { value: 'Ubuntu2404', description: '' },
  { value: 'Ubuntu2204', description: '' },
  { value: 'WindowsServer2022CoreContainer', description: '' },
  { value: 'WindowsServer2019CoreContainer', description: '' },
];

/** Common types; any other can be written. */
export const instanceTypes = [
  ...['t3.medium', 't3.large', 't3.xlarge', 'm7i.large', 'm7i.xlarge', 'm7g.large', 'm7g.xlarge'],
  ...['c7i.large', 'c7i.xlarge', 'c7g.large', 'r7i.large', 'r7i.xlarge', 'g5.xlarge'],
].map((value) => ({ value }));
