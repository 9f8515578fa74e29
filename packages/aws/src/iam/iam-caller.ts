import type { IAMClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-iam';
import type { Caller } from '../calls/caller.ts';

export type IamCaller = Caller<ServiceInputTypes, ServiceOutputTypes, IAMClientResolvedConfig>;
