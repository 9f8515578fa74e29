import type { StepEnvironment } from '../../src/index.ts';

/** Calls after which nothing is different: around them the process may as well die a moment earlier or later. */
const reading = /^(describe|list|find|get|look|denied|caller|fresh|stack|home|check)/;

/** The environment with a moment before and after each call that changes something in AWS or in a cluster. */
export function withMomentsAroundWrites(env: StepEnvironment, moment: (where: string) => void): StepEnvironment {
  return {
    ...env,
    eks: around(env.eks, moment),
    iam: around(env.iam, moment),
    making: around(env.making, moment),
    kubernetes: (cluster) => around(env.kubernetes(cluster), moment),
  };
}

function around<Port extends object>(port: Port, moment: (where: string) => void): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function' || typeof name !== 'string' || reading.test(name)) return method;
      return async (...input: unknown[]): Promise<unknown> => {
        moment(`before ${name}`);
        const result: unknown = await method.apply(target, input);
        moment(`after ${name}`);
        return result;
      };
    },
  });
}
