/** Every address of the console. Links are made here and nowhere else; a test matches each against the route table. */
export const paths = {
  clusters: () => '/clusters',
  /** The form for a new cluster; with an id, it goes on with a configuration that is kept. */
  createCluster: (configId?: string) => `/clusters/new${configId === undefined ? '' : `/${segment(configId)}`}`,
  cluster: (cluster: string) => `/clusters/${segment(cluster)}`,
  access: (cluster: string) => `/clusters/${segment(cluster)}/access`,
  associations: (cluster: string, view: AssociationsView = {}) =>
    `/clusters/${segment(cluster)}/access/associations${search({ ...view.filter, association: view.association })}`,
  serviceAccounts: (cluster: string, view: { all?: boolean; filter?: FilterParams } = {}) =>
    `/clusters/${segment(cluster)}/access/service-accounts${search({ ...view.filter, all: view.all ? '1' : undefined })}`,
  accessEntries: (cluster: string) => `/clusters/${segment(cluster)}/access/entries`,
  addAssociation: (cluster: string, prefill: AssociationPrefill = {}) =>
    `/clusters/${segment(cluster)}/access/add${search({ ...prefill })}`,
  bulkAddAssociations: (cluster: string) => `/clusters/${segment(cluster)}/access/bulk`,
  editAssociation: (cluster: string, associationId: string) =>
    `/clusters/${segment(cluster)}/access/associations/${segment(associationId)}/edit`,
  configuration: (cluster: string, view: { config?: string } = {}) =>
    `/clusters/${segment(cluster)}/configuration${search({ ...view })}`,
  activity: (cluster: string, view: { operation?: string } = {}) =>
    `/clusters/${segment(cluster)}/activity${search({ ...view })}`,
  operations: (view: { filter?: FilterParams } = {}) => `/operations${search({ ...view.filter })}`,
  operation: (id: string) => `/operations/${segment(id)}`,
  blueprints: () => '/blueprints',
  blueprint: (name: string) => `/blueprints/${segment(name)}`,
  audit: (view: { cluster?: string; filter?: FilterParams } = {}) =>
    `/audit${search({ ...view.filter, cluster: view.cluster })}`,
};

/** The parameters that a property filter keeps in the address, see `ui/filter-params.ts`. */
export interface FilterParams {
  f?: string[];
  match?: 'any';
}

export interface AssociationsView {
  /** The association whose details are open. */
  association?: string;
  filter?: FilterParams;
}

/** What the form "Add Pod Identity" starts with. */
export interface AssociationPrefill {
  namespace?: string;
  serviceAccount?: string;
  roleArn?: string;
}

/** An `@` needs no escape in a path, and `prod@eu-west-1` should stay readable. */
function segment(text: string): string {
  return encodeURIComponent(text).replaceAll('%40', '@');
}

function search(parameters: Record<string, string | readonly string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) query.append(name, each);
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}
