/**
 * `irpcheck`: campaigns, replay and minimization of traces, results and reports, as the command line uses
 * them.
 */

export type { Checkpoints } from './campaign/campaign.ts';
export { type CampaignRequest, DEFAULT_CASES, type Progress } from './campaign/campaign-request.ts';
export type { NumberedFinding } from './campaign/executed.ts';
export { type CampaignOptions, runCampaign } from './campaign/run-campaign.ts';
export type { SegmentPart } from './campaign/segment-run.ts';
export type { Shard } from './campaign/segments.ts';
export {
  openSession,
  type Session,
  type SessionOptions,
  type SessionRequest,
} from './campaign/session.ts';
export type { CampaignIdentity } from './campaign/shards/identity.ts';
export { MergeError, mergeShards, type NamedShard } from './campaign/shards/merge.ts';
export {
  formatShard,
  parseShard,
  type ShardDocument,
  ShardFormatError,
} from './campaign/shards/shard-document.ts';
export {
  type DetectionProgress,
  type DetectionRequest,
  measureDetection,
} from './defects/measure.ts';
export { CaseRunner, type Compared, type Shown } from './execution/case-runner.ts';
export type { ControlPart } from './execution/control-tally.ts';
export { DriverEntryError } from './execution/execute.ts';
export type { FirstCase } from './execution/first-case.ts';
export type { HappeningPart } from './execution/happening-tally.ts';
export type { RunJudgement } from './execution/judge-run.ts';
export type { FirstReached } from './execution/reached.ts';
export type { TallyPart } from './execution/tally.ts';
export { replay } from './explanation/replay.ts';
export { exportTrace } from './export/export-trace.ts';
export type { ExportedTrace } from './export/exported-trace.ts';
export { EXPORT_LANGUAGES, type ExportLanguage } from './export/languages.ts';
export { DEFAULT_STALL_SECONDS } from './hosts/default-stall.ts';
export type { MinimizeProgress, MinimizeRequest } from './hosts/minimize-in.ts';
export {
  type Minimized,
  type MinimizeOptions,
  minimize,
  NotFailingError,
  type StillFails,
} from './minimize/minimize.ts';
export type { Suspicion } from './properties/contract/judged.ts';
export type { Verdict } from './properties/judge.ts';
export type { PropertyEntry, PropertySetting } from './properties/property.ts';
export { DOCUMENTED_PROPERTIES, PROPERTIES } from './properties/registry.ts';
export type { Again, Relation } from './properties/relation.ts';
export type { ReportContext } from './report/context.ts';
export { ctrfReport } from './report/ctrf.ts';
export { detectionJson } from './report/detection-json.ts';
export { type DetectionTextOptions, detectionText } from './report/detection-text.ts';
export { fingerprint } from './report/fingerprint.ts';
export { githubReport } from './report/github.ts';
export { htmlReport } from './report/html/html.ts';
export { jsonReport } from './report/json.ts';
export { junitReport } from './report/junit.ts';
export { markdownReport } from './report/markdown.ts';
export { sarifReport } from './report/sarif.ts';
export { type TextReportOptions, textReport } from './report/text.ts';
export {
  builtInSubjects,
  type DeclaredLimit,
  type Defect,
  DeviceModelError,
  type DriverExports,
  defects,
  findDefect,
  findSubject,
  type Generation,
  loadSubject,
  type ModuleCode,
  type ModuleConstants,
  ModuleError,
  type Subject,
  type SubjectFacts,
  type SubjectSource,
  type SubjectSummary,
  subjectSource,
  UnknownSubjectError,
} from './subjects/index.ts';
export type { PayloadBytes } from './subjects/payload-bytes.ts';
export type { ArmNeed, ArmReach, ArmReaches } from './trace/arm-reach.ts';
export type { Conditions } from './trace/conditions.ts';
export type { ControlHint } from './trace/control-hint.ts';
export {
  type At,
  changing,
  type Deed,
  type During,
  type DuringEntry,
  type Failure,
  failing,
  failingAt,
  type MemoryChange,
  type Point,
  type PointOf,
  RAISED_NAMES,
  type Raise,
  type RaisedName,
  raising,
} from './trace/during.ts';
export type {
  Actor,
  AllowedOutcome,
  BufferEvidence,
  ByteRange,
  BytesEvidence,
  Delivery,
  Evidence,
  ObservedCall,
  PerformedCall,
  TimelineEvent,
} from './trace/finding/evidence.ts';
export type { Fact, FactDetails, FactKind } from './trace/finding/fact.ts';
export type {
  Breach,
  Finding,
  FindingCode,
  FindingKey,
  JudgedBreach,
  Minimization,
  RecordedBreach,
  Relevance,
  Severity,
} from './trace/finding/finding.ts';
export { formatTrace, parseTrace, TraceFormatError } from './trace/json.ts';
export type { OutputAt } from './trace/ops/fields/output-at.ts';
export type {
  BufferMemory,
  BufferSpec,
  Call,
  CallOf,
  CloseCall,
  CloseOp,
  ControlBuffer,
  ControlBuffers,
  ControlOp,
  ControlOutput,
  ControlRequestCall,
  CreateFileCall,
  CreationDisposition,
  DataSpec,
  DeviceControlCall,
  DuplicateCall,
  DuplicateOp,
  FlushCall,
  FlushOp,
  FsControlCall,
  FsControlOp,
  GivenBuffers,
  HandleRef,
  LengthSpec,
  MoveMethod,
  OffsetSpec,
  Op,
  OpenAccess,
  OpenOp,
  OpenOption,
  OpenOptions,
  OpenOptionsSpec,
  OpKind,
  OpOf,
  OverlappedSpec,
  QueryPositionCall,
  QueryPositionOp,
  ReadFileCall,
  ReadOp,
  RelativeToLast,
  SetPositionCall,
  SetPositionOp,
  Win32Access,
  Win32Call,
  Win32Op,
  Win32OpKind,
  WriteFileCall,
  WriteOp,
} from './trace/ops/index.ts';
export type { FirstRefusal, Refusal, RefusedCases } from './trace/refusal.ts';
export type {
  BaseResult,
  CaseSourceName,
  DefectResult,
  DetectionConclusion,
  DetectionResult,
  OtherTrace,
  PropertyDefects,
  SearchBelow,
  Spread,
} from './trace/result/detection-result.ts';
export type {
  ExampleTrace,
  MicrosoftRule,
  PropertyDocumentation,
  ReasonDocumentation,
} from './trace/result/property-documentation.ts';
export type { ReplayResult } from './trace/result/replay-result.ts';
export type {
  BaselineResult,
  CampaignResult,
  Conclusion,
  ControlCount,
  CorpusResult,
  CoverageCount,
  HappeningCount,
  KnownFinding,
  ModeCount,
  PropertyResult,
  Reached,
  SizeClass,
  StrikeCounts,
  Timing,
} from './trace/result/result.ts';
export { parseResult, ResultFormatError } from './trace/result/result-json.ts';
export { resultJsonSchema } from './trace/result/result-schema.ts';
export type { Scouted, ScoutedCode } from './trace/result/scouted.ts';
export type {
  EventContext,
  EventDetails,
  EventKind,
  EventOf,
  MappedBuffer,
  NoDetail,
  RunEvent,
} from './trace/run/event.ts';
export { type History, type Visible, visibleOf } from './trace/run/history.ts';
export type { Ending, Observation } from './trace/run/observation.ts';
export type { ControlOfRequest, Request, RequestParameters } from './trace/run/request.ts';
export type {
  Balance,
  BugCheck,
  DriverException,
  Happenings,
  HeldBlocks,
  Refused,
  Run,
  SpinLockRecord,
  UserPtrOwner,
  UserPtrRecord,
} from './trace/run/run.ts';
export type { CallersAddress, UnprobedAccess } from './trace/run/unprobed-access.ts';
export type { Violation, ViolationKind } from './trace/run/violation.ts';
export type { Moment, Where } from './trace/run/where.ts';
export { type TraceDocument, traceJsonSchema } from './trace/schema.ts';
export { type Filter, type Setting, type Stack, settingOf } from './trace/setting.ts';
export type { DeviceAlignment } from './trace/subject.ts';
export {
  type BufferingMode,
  type Dialect,
  type Fragmentation,
  type Machine,
  TRACE_FORMAT,
  type Trace,
  type TraceOptions,
  type TraceSeed,
} from './trace/trace.ts';
export type { DriverFile, ModelFile, SourceDigests, TraceSources } from './trace/trace-sources.ts';
export { UnsupportedTraceError } from './trace/unsupported-trace.ts';
export { VERSION } from './trace/version.ts';
export type { Win32Observation, Win32Run } from './trace/win32/observation.ts';
