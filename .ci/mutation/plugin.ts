import {
  declareClassPlugin,
  declareFactoryPlugin,
  declareValuePlugin,
  PluginKind,
} from '@stryker-mutator/api/plugin';
import { JournalReporter } from './journal';
import { prose } from './prose';
import { warmTestRunner } from './test-runner';

/** What Stryker loads: see `run-stryker.ts`. */
export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'warm', warmTestRunner),
  declareClassPlugin(PluginKind.Reporter, 'journal', JournalReporter),
  declareValuePlugin(PluginKind.Ignore, 'prose', prose),
];
