import type { BrowserContext } from '@playwright/test';

/** What a browser complained of during a journey: errors on the console, uncaught exceptions, refused by the CSP. */
export class BrowserProblems {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#seen.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.#seen.push(String(error.error().stack ?? error.error())));
  }

  /** Chromium logs every answer of 400 and above; a journey that provokes such answers names them here. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  unexpected(): string[] {
    return this.#seen.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }
}

/** The log line of a failed request for part of the API. */
export function answered(status: number, path: string): RegExp {
  return new RegExp(`status of ${status} .*\\(\\S*${path}`);
}
