#!/usr/bin/env node
import { runCommand } from './cli/run-command.js'

const exitCode = await runCommand(process.argv.slice(2), process.env)
if (exitCode !== null) process.exit(exitCode)
