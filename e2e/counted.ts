// A person at the keyboard and the mouse whose presses, clicks and drags are counted.
import type { Locator, Page, TestInfo } from 'playwright/test';

import { dragOver } from './window.ts';

/** The keys of a person, counted: a combination is one, and each letter that is typed is one. */
export class CountedKeys {
  private presses = 0;

  constructor(private readonly page: Page) {}

  /** How many there were so far. */
  get count(): number {
    return this.presses;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.presses += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(letters: string): Promise<void> {
    this.presses += Array.from(letters).length;
    await this.page.keyboard.type(letters);
  }

  /** How many keys something takes. */
  async of(act: () => Promise<void>): Promise<number> {
    const before = this.presses;
    await act();
    return this.presses - before;
  }
}

/** The mouse of a person, counted. */
export class CountedMouse {
  clicks = 0;
  drags = 0;

  constructor(private readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  async open(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click({ button: 'right' });
  }

  async drag(words: string, nth = 0): Promise<void> {
    this.drags += 1;
    await dragOver(this.page, words, nth);
  }
}

/** Prints what was counted beside the test, and keeps it with its result. */
export function tell(info: TestInfo, what: string, counted: string): void {
  info.annotations.push({ type: what, description: counted });
  process.stdout.write(`    ${what}: ${counted}\n`);
}
