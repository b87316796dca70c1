# Two commands are enough: make run, make test.

GO ?= go

.PHONY: run build test check eval bench torture-kill

run: ## be a patient in the terminal
	$(GO) run ./cmd/intake chat

build: ## the program itself, ./intake, without what only a debugger reads
	$(GO) build -trimpath -ldflags="-s -w" -o intake ./cmd/intake

check: ## formatting, go.mod, vet, staticcheck, and the proofs of the built-in flow
	@test -z "$$($(GO) tool gofumpt -l . | tee /dev/stderr)" || { echo "run: go tool gofumpt -w ."; exit 1; }
	@test -z "$$($(GO) mod tidy -diff 2>/dev/null | tee /dev/stderr)" || { echo "run: go mod tidy"; exit 1; } # says nothing where there is no network
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) run ./cmd/intake flow check

test: check ## everything
	$(GO) test -race -timeout 20m ./internal/store ./bot/...
	$(GO) test -timeout 20m ./...

eval: ## how well it reads people, on every list; writes EVAL.md
	$(GO) test -count=1 -run TestKept -v ./internal/eval -update

bench: ## the program beside the floors it is compared with
	$(GO) run ./cmd/intake bench

torture-kill: ## SIGKILL at random, 100 times, under 64 patients
	INTAKE_KILLS=100 $(GO) test -count=1 -timeout 30m -run TestKilled -v ./cmd/intake
