/** A managed policy of AWS, shortened: what it allows, in as few statements as tell the policies apart. */
export interface ManagedPolicyDefinition {
  name: string;
  /** `/` unless said. */
  path?: '/' | '/service-role/' | '/aws-service-role/' | '/job-function/';
  description: string;
  statements: readonly ManagedStatement[];
}

export interface ManagedStatement {
  actions: readonly string[];
  /** `*` unless said; `PARTITION` stands for the account's partition. */
  resources?: readonly string[];
  conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
