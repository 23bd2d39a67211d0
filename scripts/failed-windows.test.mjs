import { describe, expect, it } from 'vitest';

import { shownIn } from './failed-windows.mjs';

const CONTEXT = `# Test info

- Name: a.spec.ts >> fails

# Error details

\`\`\`
Error: expect(locator).toBeVisible() failed
\`\`\`

\`\`\`yaml
- main [ref=f1e87]:
  - generic [ref=f1e89]:
  - button "${'x'.repeat(300)}"
  - textbox "Article text":
    - paragraph: The minister said “we agree”.
- status: Reading a.txt.
\`\`\`

# Test source

\`\`\`ts
expect(1).toBe(2);
\`\`\`
`;

describe('what the window of a failed test showed', () => {
  it('is said without the words of the article, in lines that can be read', () => {
    const lines = shownIn(CONTEXT).split('\n');
    expect(lines.map((line) => line.slice(0, 30))).toEqual([
      '- main:',
      `  - button "${'x'.repeat(18)}`,
      '  - textbox "Article text":',
      '- status: Reading a.txt.',
    ]);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(170);
  });

  it('is cut in the middle where it is long', () => {
    const tree = Array.from({ length: 1000 }, (_, at) => `- button "${at}"\n`).join('');
    const lines = shownIn(`\`\`\`yaml\n${tree}\`\`\`\n`).split('\n');
    expect(lines).toHaveLength(101);
    expect([lines[0], lines[50], lines[100]]).toEqual(['- button "0"', '…', '- button "999"']);
  });

  it('is nothing where no window could be looked at', () => {
    expect(shownIn('# Test info\n\n- Name: a.spec.ts >> fails\n')).toBe('');
  });
});
