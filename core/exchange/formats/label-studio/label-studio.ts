// Label Studio's tasks: what is written, and each of its exports as it is read. How words are held
// against the text is not here.
import { latin1 } from '../../containers/latin1.ts';
import type { Codec } from '../../content/codec.ts';
import { isConfiguration, readTasks } from './read.ts';
import { writeTasks } from './write.ts';

/**
 * Label Studio's tasks in JSON (1.x) with the labeling configuration that they need, offsets in
 * code points; what has no offset unit of its own, as exports before 2021, is read by its words.
 * Known to break importers: `completed_by` with anybody whom the server does not know, for which it
 * refuses the whole file; it is therefore `null`, and who it was stands in `annotator` beside it.
 */
export const LABEL_STUDIO: Codec = {
  name: 'label-studio',
  title: 'Label Studio (JSON with configuration)',
  extension: 'json',
  output: 'folder',
  unit: 'code points',
  text: 'always',
  write: writeTasks,
  recognise: (files) => {
    const [file, ...others] = files.filter((each) => !isConfiguration(each));
    if (!file || others.length > 0) return 0;
    const { bytes } = file;
    const beginning = latin1(bytes.subarray(0, 4096));
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*[[{]/u.test(beginning)) return 0;
    // Texts are long: what tells the format may stand before or after the first and the last.
    const ends = beginning + latin1(bytes.subarray(Math.max(0, bytes.length - 4096)));
    const has = (...names: string[]): boolean => names.some((name) => ends.includes(`"${name}"`));
    const isTask =
      /"data"\s*:\s*\{/u.test(ends) && has('annotations', 'completions', 'predictions');
    const isShortForm = has('annotation_id') && has('annotator', 'lead_time');
    return (has('from_name') && has('to_name')) || isTask || isShortForm ? 0.9 : 0;
  },
  read: readTasks,
};
