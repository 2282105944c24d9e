import { mutationGate } from './mutations/gate.ts';
import { WIN32_MUTATIONS } from './mutations/win32-catalogue.ts';

mutationGate({
  mutations: WIN32_MUTATIONS,
  leastMutations: 12,
  cases: 500,
  folders: ['impl', 'model'],
  verdictsFile: './win32-verdicts.json',
});
