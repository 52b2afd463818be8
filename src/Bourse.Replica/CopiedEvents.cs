namespace Bourse.Replica;

/// <summary>Copies of one kind of event in an array that is used again.</summary>
internal struct CopiedEvents<T>
    where T : struct
{
    /// <summary>An order that met a whole book leaves a large array; the pool does not keep it.</summary>
    private const int KeptMax = 16;

    private T[]? _items;
    private int _count;

    public readonly ReadOnlySpan<T> Items => _items.AsSpan(0, _count);

    public void Add(in T item)
    {
        if (_items is null) _items = new T[4];
        else if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        _items[_count++] = item;
    }

    public void Clear()
    {
        _count = 0;
        if (_items?.Length > KeptMax) _items = null;
    }
}
