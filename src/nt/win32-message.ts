import * as errors from './win32-error.ts';

/** What an error means, in one sentence, as command lines and programs print it. */
const MESSAGES: ReadonlyMap<number, string> = new Map([
  [errors.ERROR_INVALID_FUNCTION, 'Incorrect function.'],
  [errors.ERROR_FILE_NOT_FOUND, 'The system cannot find the file specified.'],
  [errors.ERROR_PATH_NOT_FOUND, 'The system cannot find the path specified.'],
  [errors.ERROR_ACCESS_DENIED, 'Access is denied.'],
  [errors.ERROR_INVALID_HANDLE, 'The handle is invalid.'],
  [errors.ERROR_NOT_READY, 'The device is not ready.'],
  [errors.ERROR_GEN_FAILURE, 'A device attached to the system is not functioning.'],
  [errors.ERROR_HANDLE_EOF, 'Reached the end of the file.'],
  [errors.ERROR_NOT_SUPPORTED, 'The request is not supported.'],
  [errors.ERROR_FILE_EXISTS, 'The file exists.'],
  [errors.ERROR_INVALID_PARAMETER, 'The parameter is incorrect.'],
  [errors.ERROR_INVALID_NAME, 'The name is not valid.'],
  [errors.ERROR_ALREADY_EXISTS, 'Cannot create a file when that file already exists.'],
  [errors.ERROR_OPERATION_ABORTED, 'The operation was ended before it was done.'],
  [errors.ERROR_NOACCESS, 'Invalid access to memory location.'],
  [errors.ERROR_INVALID_SERVICE_CONTROL, 'The requested control is not valid for this service.'],
  [errors.ERROR_SERVICE_ALREADY_RUNNING, 'An instance of the service is already running.'],
  [errors.ERROR_SERVICE_DISABLED, 'The service cannot be started: it is disabled.'],
  [errors.ERROR_SERVICE_DOES_NOT_EXIST, 'The specified service does not exist as an installed service.'],
  [errors.ERROR_SERVICE_CANNOT_ACCEPT_CTRL, 'The service cannot accept control messages at this time.'],
  [errors.ERROR_SERVICE_NOT_ACTIVE, 'The service has not been started.'],
  [errors.ERROR_SERVICE_MARKED_FOR_DELETE, 'The specified service has been marked for deletion.'],
  [errors.ERROR_SERVICE_EXISTS, 'The specified service already exists.'],
  [errors.ERROR_NO_SYSTEM_RESOURCES, 'The system has not enough resources for the request.'],
  [errors.ERROR_INVALID_COMMAND_LINE, 'Invalid command line argument.'],
  [errors.ERROR_INVALID_USER_BUFFER, 'The supplied user buffer is not valid for the requested operation.'],
]);

/** The meaning of an error in words; its name or number where there is no text for it here. */
export function win32Message(code: number): string {
  return MESSAGES.get(code) ?? `${errors.win32ErrorName(code)}.`;
}
