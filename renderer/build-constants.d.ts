/** Whether tests and measurements may drive this build; replaced by a literal when the program is built. */
declare const __E2E_BUILD__: boolean;
