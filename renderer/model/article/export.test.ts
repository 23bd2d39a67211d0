import { describe, expect, it } from 'vitest';

import type { ExportRequest } from '#core/contract/export.ts';
import { err, ok } from '#core/result.ts';

import { articleId } from '../testing/library.ts';
import { openWindow } from '../testing/window.ts';

const opened = () => openWindow([{ text: 'One two.' }]);

const REQUEST: ExportRequest = {
  scope: { type: 'article', articleId: articleId(1) },
  whose: { type: 'mine' },
  includeText: true,
  hideNames: false,
  includeDecisions: false,
  includeComments: false,
  format: 'csv',
  spreadsheet: false,
};
const STOPPED = err({ type: 'stopped' } as const);

describe('exporting', () => {
  it('asks for what would be written, and writes it, each with its answer', async () => {
    const { workspace, library } = await opened();
    library.answer('export:preview', () => STOPPED);
    expect(await workspace.export.preview(REQUEST)).toEqual(STOPPED);
    expect(library.asked.at(-1)).toEqual(['export:preview', REQUEST]);
    library.answer('export:save', () => STOPPED);
    expect(await workspace.export.save(REQUEST)).toEqual(STOPPED);
    expect(library.asked.at(-1)).toEqual(['export:save', REQUEST]);
  });

  it('can be stopped', async () => {
    const { workspace, library } = await opened();
    library.answer('export:stop', () => ok(null));
    workspace.export.stop();
    expect(library.asked.at(-1)).toEqual(['export:stop', undefined]);
  });

  it('gives two ways to the file: its folder, and its path on the clipboard', async () => {
    const { workspace, library } = await opened();
    library.answer('shell:show-export', () => ok(null));
    library.answer('clipboard:write', () => ok(null));
    workspace.export.showSaved();
    expect(library.asked.at(-1)).toEqual(['shell:show-export', undefined]);
    workspace.export.copyPath('/reports/tags.csv');
    expect(library.asked.at(-1)).toEqual(['clipboard:write', { text: '/reports/tags.csv' }]);
  });
});
