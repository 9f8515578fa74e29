import { hasWildcard } from './glob.ts';
import { notesFor, type Reach, scopeOf } from './reach.ts';
import type { SubjectPattern } from './service-account.ts';
import type { ConditionTest, ReadStatement } from './statement.ts';
import { isReadable } from './web-identity-subjects.ts';

const ACCOUNT_KEY = 'aws:sourceaccount';
const CLUSTER_KEYS = ['aws:requesttag/eks-cluster-arn', 'aws:requesttag/eks-cluster-name', 'aws:sourcearn'];
const NAMESPACE_KEY = 'aws:requesttag/kubernetes-namespace';
const SERVICE_ACCOUNT_KEY = 'aws:requesttag/kubernetes-service-account';

/** How far a Pod Identity statement reaches, by its conditions on the session tags and on the source. */
export function podIdentityReach(statement: ReadStatement): Reach {
  const clusters = CLUSTER_KEYS.map((key) => valuesOf(statement, key)).find((values) => values !== undefined);
  const namespaces = valuesOf(statement, NAMESPACE_KEY);
  const serviceAccounts = valuesOf(statement, SERVICE_ACCOUNT_KEY);
  const subjects = subjectsFrom(namespaces, serviceAccounts);
  const unread = statement.conditions.filter((test) => !isReadable(test) || !KNOWN_KEYS.has(test.key.toLowerCase()));
  const oneByOne = clusters !== undefined && !clusters.some((cluster) => hasWildcard(cluster));
  const hidden = unread.some(({ key }) => KNOWN_KEYS.has(key.toLowerCase()) && key.toLowerCase() !== ACCOUNT_KEY);
  const notes = notesFor({
    'wildcard-subject': subjects?.some(({ exact }) => !exact) === true,
    'unread-conditions': unread.length > 0,
    unconditioned: statement.conditions.length === 0,
    'any-cluster': !oneByOne,
    'lists-multiply': (namespaces?.length ?? 0) > 1 && (serviceAccounts?.length ?? 0) > 1,
    'needs-session-tags': statement.conditions.some(({ key }) => /^aws:requesttag\//i.test(key)),
  });
  const widest = hidden ? 'unclear' : oneByOne ? 'cluster' : 'account';
  return {
    scope: subjects === undefined ? widest : scopeOf(subjects),
    ...(subjects === undefined ? {} : { subjects }),
    ...(clusters === undefined ? {} : { clusters }),
    effectiveProviders: [],
    notes,
  };
}

const KNOWN_KEYS = new Set([ACCOUNT_KEY, ...CLUSTER_KEYS, NAMESPACE_KEY, SERVICE_ACCOUNT_KEY]);

/** The two lists multiply: each namespace with each service account. A list that is missing stands for all. */
function subjectsFrom(
  namespaces: readonly string[] | undefined,
  serviceAccounts: readonly string[] | undefined,
): readonly SubjectPattern[] | undefined {
  if (namespaces === undefined && serviceAccounts === undefined) return undefined;
  return (namespaces ?? ['*']).flatMap((namespace) =>
    (serviceAccounts ?? ['*']).map((serviceAccount) => ({
      namespace,
      serviceAccount,
      exact: !hasWildcard(namespace) && !hasWildcard(serviceAccount),
    })),
  );
}

/** Values of the readable tests of a key; a `*` that is not a wildcard in its operator fits nothing and is left out. */
function valuesOf(statement: ReadStatement, key: string): readonly string[] | undefined {
  const tests = statement.conditions.filter((test) => test.key.toLowerCase() === key && isReadable(test));
  if (tests.length === 0) return undefined;
  return tests.flatMap((test) => fittingValues(test));
}

function fittingValues({ operator, values }: ConditionTest): readonly string[] {
  const takesPatterns = /like$|^arn/i.test(operator);
  return values.filter((value) => takesPatterns || !hasWildcard(value));
}
