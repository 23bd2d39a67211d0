// REFI-QDA projects: a zip of one XML file and the texts. Codes are shared with qdc, one room below.
import { strToU8 } from 'fflate';

import { err } from '../../../../result.ts';
import type { Codec } from '../../../content/codec.ts';
import { FORMAT_FACTS } from '../../../content/format-facts.ts';
import { latin1, latin1Head } from '../../../containers/latin1.ts';
import { readXml } from '../../../containers/xml.ts';
import { openZip, writeZip } from '../../../containers/zip.ts';
import { PROJECT } from './project.ts';
import { writeProject } from './write.ts';
import { notAProject, ProjectReader } from './read.ts';
import { ProjectTexts } from './texts.ts';

/** Bytes at both ends of an archive in which its names are looked for. */
const RECOGNISED = 64 * 1024;

/**
 * REFI-QDA Project 1.0 (`.qdpx`): a zip archive of `project.qde` and the texts. Positions in code
 * points, end exclusive. Importers fail on a `richTextPath` that is no rich text, on a `Coding`
 * before its `Description`, and on GUIDs and colours of another form.
 */
export const QDPX: Codec = {
  ...FORMAT_FACTS.qdpx,
  unit: 'code points',
  write: (content, options, tools) => {
    const { xml, losses, sources } = writeProject(content, options, tools);
    const files = [{ path: PROJECT, bytes: strToU8(xml) }, ...sources];
    return {
      files: [{ path: 'project.qdpx', content: writeZip(files) }],
      losses: losses.list(),
    };
  },
  sample: (content, options, tools) => writeProject(content, options, tools).xml,
  recognise: ([file, ...others]) => {
    if (!file || others.length > 0) return 0;
    const { bytes } = file;
    if (latin1Head(bytes, 4) !== 'PK\u0003\u0004') return 0;
    const ends = [bytes.subarray(0, RECOGNISED), bytes.subarray(-RECOGNISED)];
    return ends.some((end) => /[^/]\.qde/iu.test(latin1(end))) ? 1 : 0;
  },
  read: ([file, ...others], tools) => {
    if (!file || others.length > 0) {
      const place = others[0]?.path ?? '';
      return err({ type: 'other-format', place, detail: 'Read these files one at a time.' });
    }
    const archive = openZip(file, tools);
    if (!archive.ok) return archive;
    const name = findDocument(archive.value.names);
    const project = name === null ? null : archive.value.read(name);
    if (name === null || !project) {
      const detail = `There is no ${PROJECT} in the archive.`;
      return err({ type: 'other-format', place: file.path, detail });
    }
    if (!project.ok) return project;
    const path = `${file.path}/${name}`;
    const root = readXml({ path, bytes: project.value }, tools);
    if (!root.ok) return root;
    const wrong = notAProject(path, root.value);
    if (wrong) return err(wrong);
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const texts = new ProjectTexts(archive.value, folder, tools);
    return new ProjectReader(path, root.value, texts).read();
  },
};

/** The document of a project: at the top, or in a folder where somebody has packed the whole folder. */
function findDocument(names: readonly string[]): string | null {
  const isDocument = (name: string): boolean =>
    /(?:^|\/)[^/]+\.qde$/iu.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/u.test(name);
  const depth = (name: string): number => name.split('/').length;
  const [first] = names
    .filter(isDocument)
    .toSorted(
      (a, b) =>
        depth(a) - depth(b) ||
        Number(b.toLowerCase().endsWith(PROJECT)) - Number(a.toLowerCase().endsWith(PROJECT)),
    );
  return first ?? null;
}
