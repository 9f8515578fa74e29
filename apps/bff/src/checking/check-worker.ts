import { parentPort } from 'node:worker_threads';
import { checkConfig } from '@podpass/use-cases';
import type { CheckAnswer, CheckQuestion } from './config-checker.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
port.on('message', ({ number, text, facts }: CheckQuestion) => {
  const answer: CheckAnswer = { number, checked: checkConfig(text, facts) };
  port.postMessage(answer);
});
// The time that a check may take starts only now.
port.postMessage('ready');
