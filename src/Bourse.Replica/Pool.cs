namespace Bourse.Replica;

/// <summary>Spare objects of one kind, at most so many; a stack under a short lock, which allocates nothing.</summary>
internal sealed class Pool<T>(int spareMax, Func<T> create)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly T[] _spare = new T[spareMax];
    private int _count;

    public T Rent()
    {
        lock (_lock)
        {
            if (_count > 0) return _spare[--_count];
        }
        return create();
    }

    public void Return(T item)
    {
        lock (_lock)
        {
            if (_count < _spare.Length) _spare[_count++] = item;
        }
    }
}
