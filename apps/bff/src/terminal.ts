import { errorWords, isPodpassError } from '@podpass/inventory';
import { ConfigurationError } from './configuration.ts';
import type { RunningConsole } from './console.ts';

/** What a person reads when the console is up. */
export function welcome({ address, signInLink, sandbox }: RunningConsole): string {
  const variables = Object.entries(sandbox?.variables ?? {}).map(([name, value]) => `${name}=${value}`);
  return `
Podpass: ${address}
Sign in: ${signInLink}
${
  sandbox === undefined
    ? ''
    : `
Sandbox: ${sandbox.url} (an AWS account of its own; each start begins with a fresh demo)
For the AWS CLI: ${variables.join(' ')}
`
}
Press Ctrl+C to stop
`;
}

export function newLink(link: string): string {
  return `\nThat sign-in link is used up. The next one: ${link}\n`;
}

/** Why the console does not start: in words if we know, with everything if we do not. */
export function whyNot(error: unknown): string {
  if (error instanceof ConfigurationError) return `Podpass cannot start with this configuration.\n${error.message}`;
  if (isPodpassError(error)) {
    const { what, why, remedy } = errorWords(error.code, error.data);
    return `Podpass cannot start: ${what} ${why}\n${remedy}`;
  }
  if (error instanceof Error && error.cause !== undefined) return `Podpass cannot start: ${error.message}`;
  return `Podpass cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
