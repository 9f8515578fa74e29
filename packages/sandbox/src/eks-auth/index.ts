import type { Operations } from '../wire/service.ts';

export const eksAuthOperations: Operations = {};
