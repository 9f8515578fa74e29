import { hostname, userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { clientFor } from '../connection/connect.ts';
import { writeSettings } from '../connection/settings.ts';

/** `rctl login LINK`: exchanges the one-time link that the console prints for a token of this computer. */
export function loginCommand(): Command {
  return new Command('login')
    .description('Sign in with the one-time link that the console printed when it started')
    .argument('<link>', 'http://…/sign-in?code=…', parseLink)
    .action(async (link: SignInLink) => {
      const client = clientFor(link.server);
      const { token, role, expiresAt } = await client.session.createToken({ code: link.code, name: tokenName() });
      const file = await writeSettings({ server: link.server, token });
      process.stderr.write(
        `Signed in to ${link.server} as ${role}, until ${String(expiresAt)}. Token kept in ${file}\n`,
      );
    });
}

interface SignInLink {
  server: string;
  code: string;
}

function parseLink(text: string): SignInLink {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const code = url?.searchParams.get('code');
  if (!url || !code) throw new InvalidArgumentError('It must be a sign-in link: http://…/sign-in?code=…');
  return { server: url.origin, code };
}

function tokenName(): string {
  return `rctl of ${userInfo().username} on ${hostname()}`.slice(0, 100);
}
