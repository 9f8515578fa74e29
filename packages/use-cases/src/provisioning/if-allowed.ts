import { hasCode } from '@podpass/inventory';

/** What planning can do without is done without where it may not be read. */
export async function ifAllowed<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'aws-access-denied')) return undefined;
    throw error;
  }
}
