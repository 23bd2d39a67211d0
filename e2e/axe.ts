import axe from 'axe-core';
import type { Page } from 'playwright/test';

import { settle } from './window.ts';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What axe finds wrong, one line each; by all its rules if none are named. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  await settle(page);
  const { violations: found } = await page.evaluate(
    (only) =>
      window.axe.run(document, {
        resultTypes: ['violations'],
        ...(only && { runOnly: { type: 'rule', values: [...only] } }),
      }),
    rules,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`),
  );
}

/** The rules on what a theme changes. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const THEMES = ['light', 'sepia', 'dark', 'high-contrast'] as const;

/**
 * The same in every theme, one after the other over what is shown; a theme has colours of its own and
 * nothing else. The root's theme is all that styles look at; that the settings put it there is a test of
 * its own.
 */
export async function violationsInThemes(page: Page): Promise<string[]> {
  const root = page.locator('html');
  const shown = await root.getAttribute('data-theme');
  const found: string[] = [];
  for (const theme of THEMES) {
    await root.evaluate((html, name) => (html.dataset['theme'] = name), theme);
    found.push(
      ...(await violations(page, theme === 'light' ? undefined : RULES_OF_COLOUR)).map(
        (violation) => `${theme}: ${violation}`,
      ),
    );
  }
  await root.evaluate((html, name) => (html.dataset['theme'] = name), shown ?? '');
  return found;
}
