/** Documents that the tests of operations send. */
export const podTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
});

export function awsTrust(principal: string, more: object = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole', ...more }],
  });
}

export function allowing(...actions: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } });
}

export function denying(...actions: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: actions, Resource: '*' } });
}

/** A promise's refusal as name, status and message, for comparison with the words that IAM is known for. */
export async function refusal(promise: Promise<unknown>): Promise<{ name: string; status: number; message: string }> {
  try {
    await promise;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode ?? 0 };
  }
  throw new Error('the call was not refused');
}
