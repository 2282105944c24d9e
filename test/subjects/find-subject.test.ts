import { describe, expect, it } from 'vitest';
import { builtInSubjects, defects, findSubject, UnknownSubjectError } from '../../src/subjects/index.ts';

describe('findSubject', () => {
  it.each(builtInSubjects.map((subject) => [subject.name, subject] as const))('finds %s', (name, subject) => {
    expect(findSubject(name)).toBe(subject);
  });

  it.each(defects.map(({ subject }) => [subject.name, subject] as const))('finds %s', (name, subject) => {
    expect(findSubject(name)).toBe(subject);
  });

  it('names what there is when it finds nothing', () => {
    expect(() => findSubject('nonesuch')).toThrow(UnknownSubjectError);
    try {
      findSubject('nonesuch');
    } catch (error) {
      expect(error).toMatchObject({ name: 'UnknownSubjectError', subject: 'nonesuch' });
      expect(String(error)).toMatchInlineSnapshot(`
        "UnknownSubjectError: no driver is called “nonesuch”; there are:
          article
          article-exclusive
          record
          default-callbacks
          wdm-article
          disk
          mailbox
          partial
          zero
          per-file
          article-controls
          controls
          structures
          settings
          upload
          download
          sorter
          budget
          article-verbatim
          record-verbatim
          default-verbatim
          overclaim-verbatim
          complete-then-err-verbatim
          forgets-to-complete-verbatim
          status-disagrees-verbatim
          defects/<id> of a seeded defect"
      `);
    }
  });
});
