import { MUTATIONS } from './mutations/catalogue.ts';
import { mutationGate } from './mutations/gate.ts';

mutationGate({
  mutations: MUTATIONS,
  leastMutations: 25,
  cases: 1000,
  folders: ['drivers', 'impl', 'model'],
  verdictsFile: './verdicts.json',
});
