using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bourse.Venue.Books;

/// <summary>
/// Levels of one side by key, smallest first: a radix tree of 64 branches a node, with single-child paths left out.
/// </summary>
/// <remarks>
/// A node of shift s covers the 2^(s+6) keys that share its prefix; bits s to s+5 of a key choose the branch, and a
/// bitmap says which branches are taken. Nodes of shift 0 are leaves, their branches are level numbers. A leaf holds
/// 64 neighbouring ticks, so around the best price nearly every step is one look into the leaf used last. A node
/// without a branch is given back, an inner node left with one is replaced by it: with n levels there are fewer than
/// 2n nodes, however far apart the prices are, and a path has at most eleven.
/// <code>
/// key   0000 … 000101 110010
///                   │      └ branch of the leaf ──► level
///                   └ branch of a node of shift 6 ──► leaf
/// </code>
/// </remarks>
internal sealed class PriceIndex
{
    private SlotPool<Node> _nodes = new(8);
    private int _root;
    private int _recentLeaf;
    private ulong _recentPrefix = ulong.MaxValue;

    [InlineArray(64)]
    private struct Branches
    {
        private int _first;
    }

    private struct Node
    {
        public ulong Taken;

        /// <summary>A key of the node with the bits of its own and lower branches cleared.</summary>
        public ulong Prefix;

        public int Parent;
        public int Shift;
        public Branches Branches;
    }

    /// <summary>The leaf that holds a key or would; creates it. An empty leaf must be filled at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LeafFor(ulong key) => key >> 6 == _recentPrefix ? _recentLeaf : Descend(key);

    /// <summary>The level at a key of a leaf; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LevelAt(int leaf, ulong key)
    {
        ref Node node = ref _nodes[leaf];
        return (node.Taken >> Branch(key, 0) & 1) != 0 ? node.Branches[Branch(key, 0)] : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int leaf, ulong key, int level) => SetBranch(leaf, Branch(key, 0), level);

    /// <summary>The level at a key; 0 when there is none. Creates nothing.</summary>
    public int Find(ulong key)
    {
        int at = _root;
        while (at != 0)
        {
            ref Node node = ref _nodes[at];
            int branch = Branch(key, node.Shift);
            if (Differs(key, in node) || (node.Taken >> branch & 1) == 0) return 0;
            at = node.Branches[branch];
            if (node.Shift == 0) return at;
        }

        return 0;
    }

    /// <summary>The level with the next greater key, given one that is there; 0 when there is none.</summary>
    public int Next(int leaf, ulong key)
    {
        ulong above = Above(leaf, Branch(key, 0));
        if (above != 0) return _nodes[leaf].Branches[BitOperations.TrailingZeroCount(above)];
        return NextLeafOf(leaf) is var next and not 0 ? Smallest(next) : 0;
    }

    /// <summary>Takes out a key that is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(int leaf, ulong key)
    {
        ref Node node = ref _nodes[leaf];
        node.Taken &= ~(1UL << Branch(key, 0));
        if (node.Taken == 0) GiveBack(leaf);
    }

    private int Descend(ulong key)
    {
        int leaf = _root == 0 ? AddRoot(key) : FindOrAddLeaf(key);
        _recentLeaf = leaf;
        _recentPrefix = key >> 6;
        return leaf;
    }

    private int AddRoot(ulong key) => _root = AddNode(key, 0, 0);

    private int FindOrAddLeaf(ulong key)
    {
        int at = _root;
        while (true)
        {
            ref Node node = ref _nodes[at];
            if (Differs(key, in node)) return AddFork(at, key);
            if (node.Shift == 0) return at;
            int branch = Branch(key, node.Shift);
            if ((node.Taken >> branch & 1) == 0) return AddLeaf(at, branch, key);
            at = node.Branches[branch];
        }
    }

    private int AddLeaf(int parent, int branch, ulong key)
    {
        int leaf = AddNode(key, 0, parent);
        SetBranch(parent, branch, leaf);
        return leaf;
    }

    /// <summary>
    /// Puts an inner node above <paramref name="at"/>, at the highest digit in which the key differs from its prefix.
    /// </summary>
    private int AddFork(int at, ulong key)
    {
        ulong prefix = _nodes[at].Prefix;
        int parent = _nodes[at].Parent;
        int shift = BitOperations.Log2(key ^ prefix) / 6 * 6;
        int fork = AddNode(key, shift, parent);
        Replace(parent, prefix, fork);
        SetBranch(fork, Branch(prefix, shift), at);
        _nodes[at].Parent = fork;
        return AddLeaf(fork, Branch(key, shift), key);
    }

    private int AddNode(ulong key, int shift, int parent)
    {
        int added = _nodes.Take();
        ref Node node = ref _nodes[added];
        node.Taken = 0;
        node.Prefix = key >> shift >> 6 << 6 << shift;
        node.Parent = parent;
        node.Shift = shift;
        return added;
    }

    private void SetBranch(int at, int branch, int value)
    {
        ref Node node = ref _nodes[at];
        node.Taken |= 1UL << branch;
        node.Branches[branch] = value;
    }

    private void GiveBack(int leaf)
    {
        ref Node node = ref _nodes[leaf];
        if (leaf == _recentLeaf) _recentPrefix = ulong.MaxValue;
        _nodes.Give(leaf);
        if (node.Parent == 0)
        {
            _root = 0;
            return;
        }

        ref Node parent = ref _nodes[node.Parent];
        parent.Taken &= ~(1UL << Branch(node.Prefix, parent.Shift));
        if (BitOperations.IsPow2(parent.Taken)) ReplaceByOnlyChild(node.Parent);
    }

    private void ReplaceByOnlyChild(int at)
    {
        ref Node node = ref _nodes[at];
        int child = node.Branches[BitOperations.TrailingZeroCount(node.Taken)];
        _nodes[child].Parent = node.Parent;
        Replace(node.Parent, node.Prefix, child);
        _nodes.Give(at);
    }

    private void Replace(int parent, ulong prefix, int child)
    {
        if (parent == 0) _root = child;
        else SetBranch(parent, Branch(prefix, _nodes[parent].Shift), child);
    }

    private int NextLeafOf(int at)
    {
        while (_nodes[at].Parent is var parent and not 0)
        {
            ulong above = Above(parent, Branch(_nodes[at].Prefix, _nodes[parent].Shift));
            if (above != 0) return _nodes[parent].Branches[BitOperations.TrailingZeroCount(above)];
            at = parent;
        }

        return 0;
    }

    private int Smallest(int at)
    {
        while (true)
        {
            ref Node node = ref _nodes[at];
            at = node.Branches[BitOperations.TrailingZeroCount(node.Taken)];
            if (node.Shift == 0) return at;
        }
    }

    /// <summary>The taken branches of a node that come after one.</summary>
    private ulong Above(int at, int branch) => _nodes[at].Taken & ulong.MaxValue << branch << 1;

    private static int Branch(ulong key, int shift) => unchecked((int)(key >> shift)) & 63;

    private static bool Differs(ulong key, in Node node) => (key ^ node.Prefix) >> node.Shift >> 6 != 0;
}
