import { ADMIN_ACCESS_KEY } from './world/empty-state.ts';

/**
 * The environment variables with which SDKs, the AWS CLI and eksctl talk to a sandbox as its administrator.
 * One endpoint for all services: eksctl reads its tokens' STS host from the same variable.
 */
export function environmentOf(sandbox: { url: string }, region: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: ADMIN_ACCESS_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ADMIN_ACCESS_KEY.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
