import { describe, expect, test } from 'vitest';
import { findRuntime } from './electron-runtime.mjs';

/** A machine on which nothing is found but what the case names; it notes what was asked. */
function machine(overrides = {}) {
  const asked = [];
  let installed = overrides.installed ?? null;
  const probes = {
    overrideFolder: null,
    hasExecutable: () => true,
    versionOf: (folder) => (folder === '/registry' ? '33.2.1' : '45.0.0'),
    declaredVersion: () => '45.0.0',
    downloadFailedLately: async () => false,
    registryFits: true,
    alone: (task) => task(),
    ...overrides,
    installed: () => {
      asked.push('installed');
      return installed;
    },
    download: async () => {
      asked.push('download');
      if (overrides.downloads) installed = '/downloaded';
      return overrides.downloads ? null : 'no route';
    },
    rememberFailure: async (reason) => void asked.push(`remember ${reason}`),
    fromRegistry: async () => {
      asked.push('registry');
      if (overrides.registryError) throw new Error(overrides.registryError);
      return '/registry';
    },
  };
  return { probes, asked };
}

async function search(overrides) {
  const { probes, asked } = machine(overrides);
  const said = [];
  const runtime = await findRuntime({ probes, report: (sentence) => said.push(sentence) });
  return { runtime, asked, said };
}

describe('the order of the search', () => {
  test('a folder named in the environment comes before everything', async () => {
    const { runtime, asked } = await search({ overrideFolder: '/named', installed: '/installed' });
    expect(runtime).toMatchObject({ source: 'override', folder: '/named', version: '45.0.0' });
    expect(asked).toEqual([]);
  });

  test('an installed official binary comes before any download', async () => {
    const { runtime, asked } = await search({ installed: '/installed' });
    expect(runtime).toMatchObject({ source: 'official', folder: '/installed' });
    expect(asked).toEqual(['installed']);
  });

  test('the official download comes before the registry', async () => {
    const { runtime, asked } = await search({ downloads: true });
    expect(runtime).toMatchObject({ source: 'official', folder: '/downloaded' });
    expect(asked).toEqual(['installed', 'download', 'installed']);
  });

  test('a failed download is remembered and the registry is used', async () => {
    const { runtime, asked, said } = await search();
    expect(runtime).toMatchObject({ source: 'registry', folder: '/registry', version: '33.2.1' });
    expect(asked).toEqual(['installed', 'download', 'installed', 'remember no route', 'registry']);
    expect(said.at(-1)).toMatch(/^Electron 33\.2\.1: .*official 45\.0\.0 could not/);
  });

  test('a download that failed lately is not tried again, and one line is said', async () => {
    const { asked, said } = await search({ downloadFailedLately: async () => true });
    expect(asked).toEqual(['installed', 'registry']);
    expect(said).toHaveLength(1);
  });
});

describe('when nothing is found', () => {
  test('a wrong folder in the environment is an error, not passed over', async () => {
    const wrong = { overrideFolder: '/named', hasExecutable: () => false, installed: '/installed' };
    await expect(search(wrong)).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH names /named');
  });

  test('another platform is told what to do and never gets the Linux package', async () => {
    const { probes, asked } = machine({ registryFits: false });
    await expect(findRuntime({ probes, report: () => {} })).rejects.toThrow('electron_mirror');
    expect(asked).not.toContain('registry');
  });

  test("the registry's error is passed on", async () => {
    await expect(search({ registryError: 'integrity' })).rejects.toThrow('integrity');
  });
});
