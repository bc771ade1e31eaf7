module modelkeep.dev/engine/node-pause

go 1.26.0
