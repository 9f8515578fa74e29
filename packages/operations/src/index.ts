export {
  type OperationActor,
  type OperationEngine,
  type OperationEngineOptions,
  startOperationEngine,
} from './engine.ts';
export type { OperationEnd, OperationStepContext, OperationWork, StepOutcome } from './operation-work.ts';
export type { FinishedSteps } from './steps-to-undo.ts';
