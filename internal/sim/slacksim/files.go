package slacksim

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

const uploadPath = "/upload/"

// A File is a file in a message.
type File struct {
	ID, Name, Title, Alt string
	Data                 []byte

	length int
	sent   bool // its bytes have come
	shared bool
}

func (f File) wire() object {
	return object{"id": f.ID, "name": f.Name, "title": f.Title, "size": len(f.Data), "mimetype": "application/octet-stream", "alt_txt": f.Alt}
}

func (s *Server) uploadURL(c call) (object, error) {
	n, err := strconv.Atoi(c.get("length"))
	switch {
	case c.get("filename") == "":
		return nil, refuse("invalid_arguments", "missing required field: filename")
	case err != nil || n < 1:
		return nil, refuse("invalid_arguments", "must be a positive number [json-pointer:/length]")
	}
	f := &File{ID: s.id("F"), Name: c.get("filename"), Title: c.get("filename"), Alt: c.get("alt_txt"), length: n}
	s.files[f.ID] = f
	return object{"upload_url": "http://" + s.host + uploadPath + f.ID, "file_id": f.ID}, nil
}

// upload takes the bytes of a file, raw or as a form.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	fault := s.failing("upload")
	if fault.before(w, s.closed) {
		return
	}
	var data []byte
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		part, _, ferr := r.FormFile("file")
		if err = ferr; err == nil {
			data, err = io.ReadAll(part)
		}
	} else {
		data, err = io.ReadAll(r.Body)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[strings.TrimPrefix(r.URL.Path, uploadPath)]
	switch {
	case err != nil || f == nil || f.sent:
		s.fault("upload: no file, or nowhere to put it")
		http.Error(w, "bad upload", http.StatusBadRequest)
	case len(data) != f.length:
		s.fault("upload: %d bytes, %d were announced", len(data), f.length)
		http.Error(w, "wrong length", http.StatusBadRequest)
	default:
		f.Data, f.sent = data, true
		if fault.Lost {
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, "OK - "+strconv.Itoa(len(data)))
	}
}

func (s *Server) completeUpload(c call) (object, error) {
	var in []struct {
		ID    string `json:"id"`
		Title string `json:"title"`
	}
	if json.Unmarshal([]byte(c.get("files")), &in) != nil || len(in) == 0 {
		return nil, refuse("invalid_arguments", "must provide an array of files [json-pointer:/files]")
	}
	m := &Message{Thread: c.get("thread_ts"), User: BotUser, Bot: true, Text: c.get("initial_comment")}
	var answer []object
	for _, x := range in {
		f := s.files[x.ID]
		if f == nil || !f.sent || f.shared {
			return nil, refuse("file_not_found")
		}
		if x.Title != "" {
			f.Title = x.Title
		}
		m.Files = append(m.Files, *f)
		answer = append(answer, object{"id": f.ID, "title": f.Title})
	}
	id := c.get("channel_id")
	if id == "" {
		id = c.get("channels")
	}
	if id != "" {
		at, err := s.reach(id)
		if err != nil {
			return nil, err
		}
		m.Channel = at
		if raw := c.get("blocks"); raw != "" {
			if err := s.fill(m, c.method, m.Text, raw, "", "files"); err != nil {
				return nil, err
			}
		}
		s.add(m)
		s.echo(m)
	}
	for _, x := range in {
		s.files[x.ID].shared = true
	}
	return object{"files": answer}, nil
}
