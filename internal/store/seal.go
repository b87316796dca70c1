package store

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// A person is the keyed hash of a channel and a user id: the file alone does
// not tell who was here.
type person [16]byte

// A mark is the keyed hash of a message's id. Eight bytes tell 32 ids apart
// with any certainty wanted, and nobody without the key can make two alike.
type mark [8]byte

// A vault holds the keys. All come from one root: the clinic's key in sealed
// data, else a secret of the store's own, which keeps hashes and ids from
// being the same in every clinic but hides nothing from who has the file.
type vault struct {
	root, salt []byte
	sealed     bool
	people     []byte
	messages   []byte
	ids        cipher.Block
	index      box         // what belongs to no conversation
	wrap       cipher.AEAD // over the conversations' keys; nil in open data
}

func newVault(root, salt []byte, sealed bool) (*vault, error) {
	v := &vault{root: root, salt: salt, sealed: sealed}
	derive := func(info string, n int) []byte {
		key, err := hkdf.Key(sha256.New, root, salt, "intake "+info, n)
		if err != nil {
			panic(err) // only for lengths that are not used here
		}
		return key
	}
	v.people, v.messages = derive("people", 32), derive("messages", 32)
	var err error
	if v.ids, err = aes.NewCipher(derive("ids", 16)); err != nil {
		return nil, err
	}
	if !sealed {
		return v, nil
	}
	if v.wrap, err = chacha20poly1305.NewX(derive("keys", 32)); err != nil {
		return nil, err
	}
	v.index.aead, err = chacha20poly1305.NewX(derive("index", 32))
	return v, err
}

func (v *vault) person(channel, user string) person {
	h := hmac.New(sha256.New, v.people)
	h.Write([]byte(channel))
	h.Write([]byte{0})
	h.Write([]byte(user))
	return person(h.Sum(nil)[:len(person{})])
}

func (v *vault) mark(id string) mark {
	h := hmac.New(sha256.New, v.messages)
	h.Write([]byte(id))
	return mark(h.Sum(nil)[:len(mark{})])
}

// alphabet has no letters that are taken for digits.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

const idLen = 8

// shortID is the number of a conversation under a keyed permutation of 40
// bits (a Feistel network): as good as random to who reads it, never twice,
// and found again without an index.
func (v *vault) shortID(conv uint64) string {
	l, r := uint32(conv>>20)&0xfffff, uint32(conv)&0xfffff
	for i := range 6 {
		l, r = r, l^v.round(i, r)
	}
	n := uint64(l)<<20 | uint64(r)
	var id [idLen]byte
	for i := range id {
		id[idLen-1-i] = alphabet[n&31]
		n >>= 5
	}
	return string(id[:])
}

// number undoes shortID; false for what no id looks like.
func (v *vault) number(id string) (uint64, bool) {
	if len(id) != idLen {
		return 0, false
	}
	var n uint64
	for i := range idLen {
		at := strings.IndexByte(alphabet, id[i])
		if at < 0 {
			return 0, false
		}
		n = n<<5 | uint64(at)
	}
	l, r := uint32(n>>20), uint32(n)&0xfffff
	for i := 5; i >= 0; i-- {
		l, r = r^v.round(i, l), l
	}
	return uint64(l)<<20 | uint64(r), true
}

func (v *vault) round(i int, half uint32) uint32 {
	var b [aes.BlockSize]byte
	b[0] = byte(i)
	binary.BigEndian.PutUint32(b[1:], half)
	v.ids.Encrypt(b[:], b[:])
	return binary.BigEndian.Uint32(b[:]) & 0xfffff
}

// newBox makes a conversation's box and the value that keeps its key; open
// data has neither key nor value.
func (v *vault) newBox(conv uint64) (b box, kept []byte, err error) {
	if !v.sealed {
		return box{}, nil, nil
	}
	key := make([]byte, chacha20poly1305.KeySize)
	rand.Read(key)
	kept = box{aead: v.wrap}.seal(nil, bKey, numKey(conv), key)
	b.aead, err = chacha20poly1305.NewX(key)
	return b, kept, err
}

// boxOf opens the box of a conversation from what newBox kept.
func (v *vault) boxOf(conv uint64, kept []byte) (b box, err error) {
	if !v.sealed {
		return box{}, nil
	}
	key, err := box{aead: v.wrap}.open(nil, bKey, numKey(conv), kept)
	if err != nil {
		return box{}, err
	}
	b.aead, err = chacha20poly1305.NewX(key)
	return b, err
}

// A box seals values, or in open data gives each a checksum. Both cover the
// bucket, the key and the clear prefix, so that a value is valid only where
// it was put.
type box struct{ aead cipher.AEAD }

var crcTable = crc32.MakeTable(crc32.Castagnoli)

var errSeal = errors.New("the value is damaged, or was put there by someone without the key")

func place(bucket int, key, prefix []byte) []byte {
	b := make([]byte, 0, 8+len(key)+len(prefix)+4)
	b = append(b, bucketNames[bucket]...)
	b = append(b, 0)
	b = append(b, key...)
	return append(b, prefix...)
}

// seal returns prefix and the sealed plain text.
func (b box) seal(prefix []byte, bucket int, key, plain []byte) []byte {
	where := place(bucket, key, prefix)
	if b.aead == nil {
		out := make([]byte, 0, len(prefix)+len(plain)+4)
		out = append(append(out, prefix...), plain...)
		sum := crc32.Update(crc32.Checksum(where, crcTable), crcTable, plain)
		return binary.BigEndian.AppendUint32(out, sum)
	}
	n := len(prefix)
	out := make([]byte, n+b.aead.NonceSize(), n+b.aead.NonceSize()+len(plain)+b.aead.Overhead())
	copy(out, prefix)
	rand.Read(out[n:])
	return b.aead.Seal(out, out[n:], plain, where)
}

// open returns the plain text of a value that begins with prefix. It is a
// copy: the value may die with its transaction.
func (b box) open(prefix []byte, bucket int, key, value []byte) ([]byte, error) {
	if !bytes.HasPrefix(value, prefix) {
		return nil, errDamaged
	}
	where := place(bucket, key, prefix)
	value = value[len(prefix):]
	if b.aead == nil {
		if len(value) < 4 {
			return nil, errDamaged
		}
		plain, sum := value[:len(value)-4], binary.BigEndian.Uint32(value[len(value)-4:])
		if crc32.Update(crc32.Checksum(where, crcTable), crcTable, plain) != sum {
			return nil, errDamaged
		}
		return append(make([]byte, 0, len(plain)), plain...), nil
	}
	n := b.aead.NonceSize()
	if len(value) < n {
		return nil, errSeal
	}
	plain, err := b.aead.Open(nil, value[:n], value[n:], where)
	if err != nil {
		return nil, errSeal
	}
	return plain, nil
}
