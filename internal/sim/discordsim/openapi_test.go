package discordsim_test

import (
	"net/http"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// document is Discord's OpenAPI document, nil where there is none: it is
// 1.2 MB of another project, and DISCORD_OPENAPI says where it lies. Where
// all tests must run there has to be one.
func document(t *testing.T) routers.Router {
	t.Helper()
	name := os.Getenv("DISCORD_OPENAPI")
	if name == "" {
		if os.Getenv("INTAKE_CI") == "1" {
			t.Fatal("DISCORD_OPENAPI names no file")
		}
		return nil
	}
	doc, err := openapi3.NewLoader().LoadFromFile(name)
	if err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
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
		t.Log("DISCORD_OPENAPI names no file: requests are held against the server's own limits only")
		return nil
	}
	return func(r *http.Request, _ []byte) error {
		route, params, err := router.FindRoute(r)
		if err != nil {
			return err
		}
		return openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
			Request: r, PathParams: params, Route: route,
			Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
		})
	}
}
