/** For NODE_OPTIONS: each process throws, outside of any request, when it is sent SIGUSR2. */
export const PLANTED_FAULT = `--import=data:text/javascript,process.on('SIGUSR2',()=>setTimeout(()=>{throw(new(Error)('planted'))}))`;
