package store

import (
	"crypto/rand"
	"fmt"

	"go.etcd.io/bbolt"
)

// found lays out a new file.
func found(tx *bbolt.Tx, key []byte) error {
	for _, name := range bucketNames {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	meta := tx.Bucket(bucketNames[bMeta])
	random := make([]byte, 64)
	rand.Read(random)
	salt, secret := random[:32], random[32:]
	if key == nil {
		if err := meta.Put(metaSecret, secret); err != nil {
			return err
		}
	} else {
		v, err := newVault(key, salt, true)
		if err != nil {
			return err
		}
		if err := meta.Put(metaProof, v.index.seal(nil, bMeta, metaProof, nil)); err != nil {
			return err
		}
	}
	if err := meta.Put(metaSalt, salt); err != nil {
		return err
	}
	return meta.Put(metaFormat, []byte(format))
}

// unlock checks that file and key are for each other.
func (db *DB) unlock(meta *bbolt.Bucket) (*vault, error) {
	if f := string(meta.Get(metaFormat)); f != format {
		return nil, fmt.Errorf("the data in %s has format %q and this program reads %q: use the intake that wrote it", db.dir, f, format)
	}
	proof := meta.Get(metaProof)
	switch {
	case proof != nil && db.opt.Key == nil:
		return nil, fmt.Errorf("the data in %s is sealed: set INTAKE_KEY to the key it was begun with", db.dir)
	case proof == nil && db.opt.Key != nil:
		return nil, fmt.Errorf("the data in %s was begun without INTAKE_KEY and is not sealed: unset the key, or begin in another --data", db.dir)
	}
	root := db.opt.Key
	if root == nil {
		root = clone(meta.Get(metaSecret))
	}
	v, err := newVault(root, clone(meta.Get(metaSalt)), proof != nil)
	if err != nil {
		return nil, err
	}
	if proof != nil {
		if _, err := v.index.open(nil, bMeta, metaProof, proof); err != nil {
			return nil, fmt.Errorf("INTAKE_KEY is not the key that the data in %s was sealed with", db.dir)
		}
	}
	return v, nil
}
