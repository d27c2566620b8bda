// An OpenID Connect issuer for tests and for `AUTH=oidc task up`: the library of Zitadel with the sign-in page of its example, people
// from a file. Their groups are told by the UserInfo endpoint and not by the ID token, as Authelia and Zitadel do it. It forgets
// everything when it ends.
//
// usage: issuer ISSUER CLIENT SECRET-FILE HOME PEOPLE-FILE
// HOME is where Tallyman is, as a browser says it; {"ann": {"password": "…", "name": "Ann Clerk", "groups": ["finance"]}} is a person.
package main

import (
	"context"
	"encoding/json"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

type person struct {
	Password string   `json:"password"`
	Name     string   `json:"name"`
	Groups   []string `json:"groups"`
}

// People by the names that they sign in with, which are also what they are known by.
type people map[string]person

func (p people) GetUserByID(id string) *storage.User {
	one, known := p[id]
	if !known {
		return nil
	}
	first, last, _ := strings.Cut(one.Name, " ")
	return &storage.User{ID: id, Username: id, Password: one.Password, FirstName: first, LastName: last,
		Email: id + "@example.org", EmailVerified: true}
}

func (p people) GetUserByUsername(name string) *storage.User { return p.GetUserByID(name) }
func (p people) ExampleClientID() string                     { return "none" }

type keeper struct {
	*storage.Storage
	people people
	home   string
}

func (k keeper) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := k.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	info.AppendClaims("groups", k.people[subject].Groups)
	return nil
}

func (k keeper) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	client, err := k.Storage.GetClientByClientID(ctx, id)
	return leaver{client, k.home}, err
}

type leaver struct {
	op.Client
	home string
}

func (l leaver) PostLogoutRedirectURIs() []string { return []string{l.home + "/sign-in/left"} }

func main() {
	if len(os.Args) != 6 {
		log.Fatal("usage: issuer ISSUER CLIENT SECRET-FILE HOME PEOPLE-FILE")
	}
	issuer, client, home := os.Args[1], os.Args[2], os.Args[4]
	address, err := url.Parse(issuer)
	check(err)
	known := people{}
	check(json.Unmarshal(read(os.Args[5]), &known))
	storage.RegisterClients(storage.WebClient(client, strings.TrimSpace(string(read(os.Args[3]))), home+"/sign-in/callback"))
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	store := keeper{storage.NewStorage(known), known, home}
	server := &http.Server{
		Addr:              net.JoinHostPort("127.0.0.1", address.Port()), // without TLS it is for this machine, or this Pod
		Handler:           exampleop.SetupServer(issuer, store, quiet, false),
		ReadHeaderTimeout: 10 * time.Second,
	}
	log.Fatal(server.ListenAndServe())
}

func read(file string) []byte {
	content, err := os.ReadFile(file)
	check(err)
	return content
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
