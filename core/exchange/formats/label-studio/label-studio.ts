// Label Studio's tasks: what is written, and each of its exports as it is read. How words are held
// against the text is not here.
import { sampleObjects } from '../../containers/json-records.ts';
import type { Codec, InputFile } from '../../content/codec.ts';
import { FORMAT_FACTS } from '../../content/format-facts.ts';
import { isConfiguration, readTasks } from './read.ts';
import { looksLikeTask } from './tasks.ts';
import { writeTasks } from './write.ts';

/**
 * Label Studio's tasks in JSON (1.x) with the labeling configuration that they need, offsets in
 * code points; what has no offset unit of its own, as exports before 2021, is read by its words.
 * Known to break importers: `completed_by` with anybody whom the server does not know, for which it
 * refuses the whole file; it is therefore `null`, and who it was stands in `annotator` beside it.
 */
export const LABEL_STUDIO: Codec = {
  ...FORMAT_FACTS.labelStudio,
  unit: 'code points',
  write: writeTasks,
  recognise: (files) => {
    const tasks = files.filter((each) => !isConfiguration(each));
    const isOf = (file: InputFile): boolean => sampleObjects(file).some(looksLikeTask);
    // Two exports are two files; storage in a cloud has a file for each annotation.
    const areOne = tasks.length === 1 || tasks.every(isOneRecord);
    return tasks.length > 0 && areOne && tasks.every(isOf) ? 0.9 : 0;
  },
  read: readTasks,
};

/** Whether a file is one object, and neither a list nor lines. */
function isOneRecord(file: InputFile): boolean {
  const begin = file.bytes.find((byte) => byte === 0x7b || byte === 0x5b);
  return begin === 0x7b && sampleObjects(file).length === 1;
}
