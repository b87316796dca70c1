package discordsim_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"intake/internal/sim/discordsim"
)

// loaded is the document, which takes a while to read.
var loaded = sync.OnceValues(func() (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromFile(os.Getenv("DISCORD_OPENAPI"))
	if err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(doc)
})

// document is Discord's OpenAPI document, nil where there is none: it is
// 1.2 MB of another project, and DISCORD_OPENAPI says where it lies. Where
// all tests must run there has to be one.
func document(t *testing.T) routers.Router {
	t.Helper()
	if os.Getenv("DISCORD_OPENAPI") == "" {
		if os.Getenv("INTAKE_CI") == "1" {
			t.Fatal("DISCORD_OPENAPI names no file")
		}
		return nil
	}
	router, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return router
}

// openAPI checks requests against the document, nothing where there is none.
func openAPI(t *testing.T) func(*http.Request, []byte) error {
	t.Helper()
	router := document(t)
	if router == nil {
		return nil
	}
	return func(r *http.Request, _ []byte) error {
		route, params, err := router.FindRoute(r)
		if err != nil {
			return err
		}
		return openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
			Request: r, PathParams: params, Route: route,
			Options: open3,
		})
	}
}

// open3 leaves tokens to the server.
var open3 = &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}

// check holds an answer against the document.
func (h here) check(asked *http.Request, w *http.Response) {
	body, err := io.ReadAll(w.Body)
	w.Body = io.NopCloser(bytes.NewReader(body))
	if err != nil {
		return
	}
	r := asked.Clone(asked.Context())
	r.URL.Path = strings.Replace(r.URL.Path, "/api/v9/", "/api/v10/", 1)
	route, params, err := h.router.FindRoute(r)
	if err == nil {
		err = openapi3filter.ValidateResponse(r.Context(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: open3},
			Status:                 w.StatusCode, Header: w.Header, Body: io.NopCloser(bytes.NewReader(body)),
		})
	}
	if err != nil {
		h.t.Errorf("%s %s: discord would not answer so: %.500v", r.Method, r.URL.Path, err)
	}
}

// Each request of these tests is held against the document where there is
// one. This one says where there is none, and that the document can refuse.
func TestDocument(t *testing.T) {
	check := openAPI(t)
	if check == nil {
		t.Skip("skipped: DISCORD_OPENAPI names no copy of Discord's OpenAPI document")
	}
	s := start(t, discordsim.Options{Check: check})
	user := s.Person("ana")
	s.Write(user, "hello")
	path := "channels/" + s.Messages(user)[0].Channel + "/messages"
	if status, _ := ask(t, s, "POST", path, `{"content": "hi", "allowed_mentions": {"parse": []}}`); status != http.StatusOK {
		t.Errorf("a good message is answered %d", status)
	}
	faultless(t, s)
	// The server's own checks do not look at stickers.
	status, body := ask(t, s, "POST", path, `{"sticker_ids": ["1", "2", "3", "4"], "content": "hi", "allowed_mentions": {"parse": []}}`)
	if status != http.StatusBadRequest || body["code"] != 50035.0 || len(s.Faults()) == 0 {
		t.Errorf("four stickers are answered %d, %v", status, body)
	}
}
