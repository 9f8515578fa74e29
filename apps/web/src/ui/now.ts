import { createStore } from './store.ts';

const now = createStore(new Date());

// Often enough for "3 minutes ago".
setInterval(() => now.set(new Date()), 30_000);

/** The time, as old as half a minute: rendering stays a function of its inputs. */
export const useNow = now.use;
