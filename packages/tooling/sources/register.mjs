// For tests that need a process or a thread of their own: imported before a program, it lets Node run our packages from
// their sources, as the tests themselves do, so that there need not be a build.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
