import { describe, expect, it, test } from 'vitest';

import {
  explainDataFolder,
  explainDebuggingSwitch,
  explainOpenError,
  explainUnexpected,
} from './start-errors.ts';
import type { LibraryOpenError } from '../store/library/library.ts';

const FOLDER = '/home/ann/.config/Framewise';

/** One of each, so that a new kind of error has a sentence before it has a user. */
const OPEN_ERRORS: {
  readonly [T in LibraryOpenError['type']]: Extract<LibraryOpenError, { type: T }>;
} = {
  'locked-by-other': {
    type: 'locked-by-other',
    holder: { pid: 4711, host: 'desk', started: null, since: '2026-11-21T10:00:00Z', token: 't' },
  },
  'newer-schema': { type: 'newer-schema', schema: 3 },
  'cannot-create': { type: 'cannot-create', reason: 'disk-full', detail: 'There is no room left.' },
  unreadable: { type: 'unreadable', detail: 'The disk did not answer.' },
};

describe('explainOpenError', () => {
  test.each(Object.values(OPEN_ERRORS))('says what is safe and what to do: $type', (error) => {
    const said = explainOpenError(error, FOLDER);
    expect(said).toContain(FOLDER);
    expect(said).toMatch(/Nothing was (?:changed|lost)\./u);
    expect(said.split('. ').length).toBeGreaterThan(2);
    expect(said).not.toContain('undefined');
  });

  it('names who holds the articles', () => {
    const said = explainOpenError(OPEN_ERRORS['locked-by-other'], FOLDER);
    expect(said).toContain('process 4711 on desk, since 2026-11-21T10:00:00Z');
  });
});

describe('the other reasons', () => {
  it('name the switch, the folder and the log', () => {
    expect(explainDebuggingSwitch('--inspect')).toContain('with --inspect,');
    const failure = Object.assign(new Error('x'), { code: 'EACCES' });
    expect(explainDataFolder(FOLDER, failure)).toContain(`its data folder ${FOLDER} (EACCES).`);
    expect(explainDataFolder(null, 'x')).toContain('its data folder. Nothing was changed.');
    const error = Object.assign(new Error('x'), { code: 'EMFILE', path: '/app/seeds' });
    const said = explainUnexpected(error, '/logs');
    expect(said).toContain('/logs');
    expect(said).toContain('/app/seeds: too many files are open on this computer (EMFILE).');
  });
});
